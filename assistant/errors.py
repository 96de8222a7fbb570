"""What can go wrong, each error with one sentence that says what to do about it, in English and Chinese."""


class AssistantError(Exception):
    """A failure that can be shown to the user as it is, in either language; `str` gives the English sentence."""

    code = "failed"

    def __init__(self, message: str, *, zh: str) -> None:
        super().__init__(message)
        self.zh = zh

    def in_language(self, language: str) -> str:
        """Return the sentence in `en` or `zh`.

        >>> NotFoundError("It is gone.", zh="已经没有了。").in_language("zh")
        '已经没有了。'
        """
        return self.zh if language == "zh" else str(self)


class OperatorError(AssistantError):
    """A failure that whoever runs the assistant meets at a terminal and mends there; others are sent to them."""

    code = "operator"

    def __init__(self, message: str) -> None:
        super().__init__(message, zh=f"本程序的设置有问题，请告诉管理它的人（{message}）")


class UnreadableInputError(AssistantError):
    """A question, a description or a line of a batch that cannot be taken (empty, too long, wrong type)."""

    code = "unreadable"


class UnreadableDocumentError(AssistantError):
    """A document that cannot be read; the message names the file and, where known, the line."""

    code = "unreadable_document"


class IndexMismatchError(OperatorError):
    """The index was built in another way than the settings ask for."""

    code = "index_mismatch"


class IndexOutdatedError(IndexMismatchError):
    """The index was built by another version of the assistant; built anew it is as good as before."""

    code = "index_outdated"


class IndexUnreadableError(AssistantError):
    """The index cannot be opened, or was made unusable from outside."""

    code = "index_unreadable"


class IndexBusyError(AssistantError):
    """Another process is writing to the index."""

    code = "index_busy"


class StorageError(AssistantError):
    """Something could not be written or read, as on a full disk."""

    code = "storage"


class BackupError(OperatorError):
    """A backup that cannot be made, read or put back; nothing was changed."""

    code = "backup"


class NotFoundError(AssistantError):
    """Something that was asked for by its name or id is not there."""

    code = "not_found"


class ConflictError(AssistantError):
    """Somebody else saved the same thing in the meantime; both texts are at hand, none is lost."""

    code = "conflict"

    def __init__(self, message: str, *, zh: str, theirs: object, mine: object) -> None:
        super().__init__(message, zh=zh)
        self.theirs = theirs
        self.mine = mine


class UnsupportedLinesError(AssistantError):
    """A draft was to be signed while lines in it have lost their support."""

    code = "unsupported_lines"


class ModelMissingError(OperatorError):
    """A model that the settings name is not on this machine."""

    code = "model_missing"


class SettingsError(OperatorError):
    """A setting has a value that cannot be used."""

    code = "settings"


class PromptError(OperatorError):
    """A prompt's file is missing or has other variables than its message takes."""

    code = "prompt"


class ChatModelError(OperatorError):
    """The chat model gave no answer: it could not be reached, was silent, or broke off before a word."""

    code = "chat_model"


class ChatStreamBrokenError(ChatModelError):
    """The chat model broke off after it had begun to write."""

    code = "chat_stream_broken"


class AccountError(OperatorError):
    """An account that cannot be made, found or read."""

    code = "account"


class JobBusyError(AssistantError):
    """Long work cannot begin while other long work is going on."""

    code = "busy"
