"""What can go wrong, each error with one sentence that says what to do about it."""


class AssistantError(Exception):
    """A failure whose message can be shown to the user as it is."""

    code = "failed"


class UnreadableInputError(AssistantError):
    """A question, a description or a line of a batch that cannot be taken (empty, too long, wrong type)."""

    code = "unreadable"


class UnreadableDocumentError(AssistantError):
    """A document that cannot be read; the message names the file and, where known, the line."""

    code = "unreadable_document"


class IndexMismatchError(AssistantError):
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


class BackupError(AssistantError):
    """A backup that cannot be made, read or put back; nothing was changed."""

    code = "backup"


class NotFoundError(AssistantError):
    """Something that was asked for by its name or id is not there."""

    code = "not_found"


class ConflictError(AssistantError):
    """Somebody else saved the same thing in the meantime; both texts are at hand, none is lost."""

    code = "conflict"

    def __init__(self, message: str, *, theirs: object, mine: object) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.mine = mine


class UnsupportedLinesError(AssistantError):
    """A draft was to be signed while lines in it have lost their support."""

    code = "unsupported_lines"


class ModelMissingError(AssistantError):
    """A model that the settings name is not on this machine."""

    code = "model_missing"


class SettingsError(AssistantError):
    """A setting has a value that cannot be used."""

    code = "settings"


class PromptError(AssistantError):
    """A prompt's file is missing or has other variables than its message takes."""

    code = "prompt"


class ChatModelError(AssistantError):
    """The chat model gave no answer: it could not be reached, was silent, or broke off before a word."""

    code = "chat_model"


class ChatStreamBrokenError(ChatModelError):
    """The chat model broke off after it had begun to write."""

    code = "chat_stream_broken"


class AccountError(AssistantError):
    """An account that cannot be made, found or read."""

    code = "account"


class JobBusyError(AssistantError):
    """Long work cannot begin while other long work is going on."""

    code = "busy"
