"""The assistant as its doors use it: built once from Settings, one method per use."""

import tempfile
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.adding import Given
from assistant.answering import Answering
from assistant.catalogue import Listed, list_library, withdraw
from assistant.chat_composing import ChatComposer
from assistant.chat_model import ChatModel, load_chat_model
from assistant.client_answers import answer_client
from assistant.conversations import Conversations
from assistant.datatypes import Answer, Document, Language, Message, Section, SectionKey
from assistant.desk import Desk
from assistant.diagnosing import Classifier, Diagnosis, check_description, read_description, reader_for
from assistant.document_store import DocumentStore
from assistant.draft_store import DraftStore
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.embedding import Embedder, load_embedder
from assistant.entailment import load_entailment
from assistant.errors import SettingsError, StorageError, UnreadableInputError
from assistant.evidence import Evidence, Gate, fit_topic, load_gate
from assistant.goods_sold import find_goods
from assistant.ingestion import Ingested, Progress, add_files, writing
from assistant.judging import Judge
from assistant.keyword_index import KeywordIndex
from assistant.language import clean, detect_language
from assistant.library import Library
from assistant.live_index import LiveIndex
from assistant.open_questions import OpenQuestions
from assistant.prompts import load_prompts
from assistant.proposing import Proposals, Proposer
from assistant.remembering import RememberingEmbedder
from assistant.rephrasing import Rephrased, rephrase_with
from assistant.retrieval import Retriever
from assistant.settings import CASES_FOLDER, Settings
from assistant.signed_answers import ExpectedKind, read_signed_answer, write_cases, write_document
from assistant.situations import gather_situation
from assistant.storage import Storage
from assistant.story_model import load_story_model
from assistant.typology import ProfileError
from assistant.vector_index import VectorIndex
from assistant.verification import Entails


class Assistant:
    """Everything that the command line and the web page can ask for."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder,
        *,
        chat_model: ChatModel | None = None,
        entails: Entails | None = None,
    ) -> None:
        self.settings = settings
        self.embedder = embedder
        self.reader = reader_for(embedder)
        self.chat_model = chat_model
        self.prompts = load_prompts(settings.prompts) if chat_model else None
        self.proposer = Proposer(chat_model, self.prompts, reader=self.reader) if chat_model and self.prompts else None
        self.entails = entails
        self._answering: Answering | None = None
        self._extractive: Answering | None = None
        self._desk: Desk | None = None
        self._live = LiveIndex(settings, lambda: self.embedder, self._search)

    @classmethod
    def open(cls, settings: Settings, *, progress: Progress | None = None) -> "Assistant":
        """Load the models and bring the index up to date; what is up to date already costs nothing."""
        assistant = cls(
            settings,
            load_embedder(settings.embedding),
            chat_model=load_chat_model(settings),
            entails=load_entailment(settings.verifier),
        )
        assistant.update(progress=progress)
        return assistant

    def update(self, *, rebuild: bool = False, progress: Progress | None = None) -> list[Ingested]:
        """Bring the index in step with the documents, and search them from now on, as `LiveIndex.update` does."""
        return self._live.update(rebuild=rebuild, progress=progress)

    def keep_up(self, stopped: threading.Event, *, every_seconds: float = 1.0) -> threading.Thread | None:
        """Hold the index until `stopped`, and take in what other programs add, as `LiveIndex.keep_up` does."""
        return self._live.keep_up(stopped, every_seconds=every_seconds)

    @property
    def library(self) -> Library:
        """The documents as they are searched now."""
        return self._live.library

    @property
    def index(self) -> VectorIndex | None:
        """The vectors as they are searched now; None before the first `update`."""
        return self._live.index

    @property
    def store(self) -> DocumentStore:
        """The added documents."""
        return self._live.store

    def _search(self, library: Library, index: VectorIndex) -> None:
        keywords = KeywordIndex(library.sections)
        topic = fit_topic(index.all_vectors("question"), index.all_vectors("boundary"))
        retriever = Retriever(library, index, keywords, self.embedder)
        # One assignment: a question that is under way keeps the library that it began with.
        evidence = Evidence(keywords, topic, load_gate())
        self._answering = Answering(retriever, evidence, self._chat_composer(retriever), reader=self.reader)
        self._extractive = Answering(retriever, evidence, reader=self.reader)

    def _chat_composer(self, retriever: Retriever) -> ChatComposer | None:
        if self.chat_model is None or self.prompts is None:
            return None
        rewrites = self.settings.chat_rewrite
        return ChatComposer(self.chat_model, self.prompts, retriever, entails=self.entails, rewrites=rewrites)

    def warm(self) -> None:
        """Answer one question, so that the first visitor does not wait for what loads on first use."""
        self.ask("你好")
        self.ask("Do I have to register to sell my own apples online?")
        self.ask("Since buyers have thirty days to send apples back, who pays the freight?")
        find_goods("我家卖宝贝。", "zh")  # which looks for a product that no list holds
        load_story_model()

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        language: Language | None = None,
        interface_language: Language = "en",
    ) -> Answer:
        """Return the answer to a question, judged by the settings' day."""
        return self._ready().answer(
            question,
            history=history,
            language=language,
            interface_language=interface_language,
            day=self.settings.day(),
        )

    def related_questions(self, answer: Answer, *, top_k: int = 3) -> list[str]:
        """Return typical questions in the answer's language that other sections answer, nearest first."""
        if not answer.citations:
            return []
        cited = {(citation.document, citation.section) for citation in answer.citations}
        return self.retriever.nearest_questions(answer.searched, answer.language, besides=cited, top_k=top_k)

    @cached_property
    def storage(self) -> Storage:
        """The database of what the users make, opened on first use."""
        return Storage.open(self.settings)

    @cached_property
    def conversations(self) -> Conversations:
        """What visitors asked and were told."""
        return Conversations(self.storage, keep_days=self.settings.keep_days)

    @cached_property
    def open_questions(self) -> OpenQuestions:
        """The questions that had no good answer yet."""
        return OpenQuestions(self.storage)

    def answer_questions(
        self, messages: Sequence[str], title: str, text: str, *, source: str, by: str, progress: Progress | None = None
    ) -> str:
        """Add a worker's answer to open questions to the library, and mark these as answered.

        Returns the key of the document. Raises AssistantError where the answer cannot be taken or a question is
        not open any more; then nothing is marked.
        """
        asked = self.open_questions.open(messages)
        answer = read_signed_answer(title, text, source, by=by, day=self.settings.day())
        with tempfile.TemporaryDirectory(prefix="assistant-answer-") as folder:
            path = Path(folder) / f"{answer.id}.md"
            path.write_text(write_document(answer, [one.question for one in asked]), encoding="utf-8")
            (added,) = self.ingest([path], added_by=by, progress=progress)
        if added.change == "failed":
            raise UnreadableInputError(
                f"The answer cannot be added: {added.reason}", zh=f"答案加不进资料库：{added.reason_zh}"
            )
        key = added.document
        self.open_questions.settle(messages, "answered", by=by, document=key, title=answer.title)
        return key

    def keep_cases(
        self, messages: Sequence[str], kind: ExpectedKind, *, facts: Sequence[Sequence[Sequence[str]]] = (), by: str
    ) -> Path:
        """Add open questions to the test cases of this office, and mark them as settled; return the file."""
        lines = write_cases(self.open_questions.open(messages), kind=kind, facts=facts, by=by)
        path = self.settings.data / CASES_FOLDER / "asked.jsonl"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(lines)
        except OSError as error:
            raise StorageError(
                f"The cases cannot be written to {path} ({error.strerror}).",
                zh=f"测试题写不进{path}（{error.strerror}）。",
            ) from error
        self.open_questions.settle(messages, "case", by=by)
        return path

    def draft(
        self,
        text: str,
        *,
        client: str = "",
        language: Language | None = None,
        corrections: Mapping[str, str | None] | None = None,
        confirmed: Proposals = (),
    ) -> Draft:
        """Return the draft of upgrade advice for a client who is described, in the description's language.

        `corrections` are facts that a reader of the description puts right; None says that one is not known.
        `confirmed` are proposals of `propose` that the reader found to be so.
        """
        text = clean(text)
        if not text:
            raise UnreadableInputError(
                "There is no description. Tell what is sold, who makes it and who sells it.",
                zh="还没有描述。请写上卖什么、谁做的、谁来卖。",
            )
        check_description(text)
        told = detect_language(text)
        chosen = language or told
        if chosen is None or told is None:
            raise UnreadableInputError(
                "The description is neither English nor Chinese. Write it in one of them.",
                zh="描述既不是中文也不是英文，请用其中一种来写。",
            )
        try:
            answering = self._for_one_draft()
            reading = read_description(text, answering.reader)
            reading = reading.confirmed(confirmed).corrected(corrections or {})
        except ProfileError as error:
            raise UnreadableInputError(str(error), zh=error.zh) from None
        return self._write(Client.from_reading(client, text, reading), chosen, answering)

    def draft_talk(self, visitor: str, conversation: str, *, client: str = "") -> Draft | None:
        """Return the draft for the situation that a visitor told in a kept conversation; None where there is none."""
        told = gather_situation(self.conversations.turns(visitor, conversation))
        if told is None:
            return None
        known = Client.from_diagnosis(client, told.description, told.diagnosis)
        return self._write(known, told.language, self._for_one_draft())

    def _for_one_draft(self) -> Answering:
        """Return what answers by the sources' own sentences, and looks at no sentence twice for a draft."""
        assert self._extractive is not None, "Assistant.update comes before the first draft"
        return self._extractive.with_embedder(RememberingEmbedder(self.embedder))

    def _write(self, client: Client, language: Language, answering: Answering) -> Draft:
        answered = answer_client(client, answering, language=language, day=self.settings.day())
        return write_draft(answered, self.library, language=language, day=self.settings.day())

    def propose(self, text: str, *, besides: Collection[str] = ()) -> Proposals:
        """Return what a chat model reads from a description beside the facts that are known, for somebody to confirm.

        Nothing without a model, nothing where it fails; it takes `proposing.PROPOSALS_WITHIN_S` at most.
        """
        return self.proposer.propose(clean(text), besides=besides) if self.proposer else ()

    def propose_in_talk(self, visitor: str, conversation: str) -> Proposals:
        """Return what a chat model reads beside from the situation told in a kept conversation.

        What the visitor answered, corrected or took back there is not proposed again.
        """
        told = gather_situation(self.conversations.turns(visitor, conversation)) if self.proposer else None
        return self.propose(told.description, besides=told.facts) if told else ()

    def rephrase(self, draft: Draft) -> Iterator[Rephrased]:
        """Yield the draft as the chat model words it more simply, line by line; the last one is the result.

        Every line is checked, and stays as it was where it does not pass. Raises SettingsError without a model.
        """
        if self.chat_model is None or self.prompts is None:
            raise SettingsError("There is no chat model to word a draft. Name one in ASSISTANT_CHAT_MODEL.")
        return rephrase_with(draft, self.chat_model, self.prompts)

    @property
    def desk(self) -> Desk:
        """The desk at which drafts are kept, changed and signed; the database is opened with its first use."""
        if self._desk is None:
            store = DraftStore(self.storage)
            self._desk = Desk(store, lambda: self.library, lambda: self.retriever, self.settings.day)
        return self._desk

    def classify(self, *, text: str | None = None, profile: Mapping[str, Any] | None = None) -> Diagnosis:
        """Return the diagnosis of a description or of a profile, whichever is given.

        With a chat model that of a description holds its proposals, too.
        """
        propose = self.proposer.propose if self.proposer else None
        return Classifier(self.reader, propose=propose).classify(text=text, profile=profile)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        language: Language | None = None,
        interface_language: Language = "en",
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, each time whole and checked; the last one is the answer.

        Without a chat model there is one.
        """
        yield from self._ready().stream(
            question,
            history=history,
            language=language,
            interface_language=interface_language,
            day=self.settings.day(),
        )

    @property
    def retriever(self) -> Retriever:
        """The search over the library as it is now."""
        return self._ready().retriever

    @property
    def gate(self) -> Gate:
        """The evidence gate in use."""
        return self._ready().evidence.gate

    @property
    def judge(self) -> Judge:
        """What judges whether the sources answer and what a question rests on; calibration asks what it measures."""
        return self._ready().judge

    def measure_evidence(self, question: str) -> dict[str, float]:
        """Return what the evidence gate looks at for a question; calibration asks for it."""
        return self._ready().evidence.measure(self.retriever.search(question))

    def _ready(self) -> Answering:
        assert self._answering is not None, "Assistant.update comes before the first question"
        return self._answering

    def ingest(
        self,
        paths: Iterable[Path],
        *,
        effective: date | None = None,
        expires: date | None = None,
        added_by: str | None = None,
        rebuild: bool = False,
        reading: Progress | None = None,
        progress: Progress | None = None,
    ) -> list[Ingested]:
        """Add files to the library and index them; without files, only bring the index up to date.

        `reading` is told of the files as they are read, `progress` of their texts as they are embedded.
        """
        given = Given(datetime.now(UTC), added_by, effective, expires)
        with writing(self.settings.data):
            read = add_files(paths, self.settings.data, self.library, given, reading=reading)
        indexed = {outcome.document: outcome for outcome in self.update(rebuild=rebuild, progress=progress)}
        self._live.report_ready()
        return read or [*indexed.values()]

    def remove(self, id: str) -> list[str]:
        """Remove an added document; return what was removed. Built-in documents cannot be."""
        removed = withdraw(self.settings, id, self.library)
        self.update()
        return removed

    def versions(self, key: str) -> list[Document]:
        """Return all versions of an added document, the one that is searched first, then the latest before it."""
        now = next((one for one in self.store.read_all() if one.key == key), None)
        return [*([now] if now else []), *self.store.versions(key)]

    def read_section(
        self, key: SectionKey, language: Language, *, version: str | None = None
    ) -> tuple[Document, Section] | None:
        """Return a section as it is searched now, in `language` where it exists in it; None where there is none.

        With the `version` of a citation, as the citation has it where that version was added and is kept: the
        document then has this content hash.
        """
        languages = self.library.sections.get(key, {})
        now = languages.get(language) or next(iter(languages.values()), None)
        if version is None or (now is not None and now[0].content_hash.startswith(version)):
            return now
        former = self.store.version(f"{key.document}.{language}", version)
        section = next((one for one in former.sections if one.id == key.section), None) if former else None
        return (former, section) if former and section else now

    def list_documents(self, *, words: str = "") -> list[Listed]:
        """Return what is searched now, as `catalogue.list_library` does."""
        return list_library(self.library, self.store, self.settings.day(), words=words)
