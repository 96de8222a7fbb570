"""All words of the web interface, in both languages, and how dates are written in each."""

from datetime import date, datetime

from assistant.datatypes import Language
from assistant.errors import UnreadableInputError
from assistant.web.desk_texts import DESK_TEXTS

LOCALES: dict[Language, str] = {"en": "en", "zh": "zh-CN"}

TEXTS: dict[str, dict[Language, str]] = {
    "title": {"en": "Rural e-commerce help", "zh": "农村电商问答"},
    "short_title": {"en": "Rural e-commerce", "zh": "农村电商问答"},
    "description": {
        "en": "Answers on selling online from the countryside, each with its source.",
        "zh": "农村网上卖货的问题，条条有出处。",
    },
    "welcome": {
        "en": "Ask about selling online from the countryside. I answer from China's laws and policies and one "
        "research paper, and every sentence opens its source.",
        "zh": "农村网上卖货的事，尽管问。我只按国家的法律、政策和一篇研究论文回答，每句话都能点开看出处。",
    },
    "fine_print": {"en": "General information, not legal advice.", "zh": "仅供参考，不是法律意见。"},
    "privacy": {
        "en": "Your questions and the answers are kept on this server for {days} days after you last used them, so "
        "that this browser finds them again under Chats, where you can delete them at any time. Whoever runs this "
        "page can read them to make the answers better, so leave out names and numbers that are nobody's business.",
        "zh": "你的提问和回答会在本服务器保存到最后一次使用后{days}天，在这个浏览器的“记录”里能再找到，随时可以删除。"
        "管理这个页面的人可以查看，用来改进回答，所以别写姓名、证件号这类私事。",
    },
    "install": {"en": "Put it on the home screen", "zh": "放到手机桌面"},
    "install_by_menu": {
        "en": "To put it on the home screen, tap Share and then Add to Home Screen.",
        "zh": "想放到手机桌面：点“分享”，再点“添加到主屏幕”。",
    },
    "conversation": {"en": "Conversation", "zh": "对话"},
    "question": {"en": "Your question", "zh": "你的问题"},
    "placeholder": {"en": "Ask a question", "zh": "有什么想问的？"},
    "send": {"en": "Send", "zh": "发送"},
    "stop": {"en": "Stop", "zh": "停止"},
    "new_conversation": {"en": "New", "zh": "新对话"},
    "other_language": {"en": "中文", "zh": "English"},
    "waiting": {"en": "Looking in the sources", "zh": "正在查资料"},
    "loading": {"en": "One moment", "zh": "正在打开"},
    "no_script": {
        "en": "This page needs JavaScript. Please switch it on in your browser.",
        "zh": "这个页面要用到JavaScript，请在浏览器里打开它。",
    },
    "role_farmer": {"en": "I grow or make things", "zh": "我种地、养殖、做手工"},
    "role_shop": {"en": "I run an online shop", "zh": "我开网店"},
    "role_cooperative": {"en": "I am in a co-operative", "zh": "我在合作社"},
    "role_livestreamer": {"en": "I sell by livestream", "zh": "我做直播带货"},
    "role_official": {"en": "I work for a village, town or county", "zh": "我在村里、乡镇或县里做事"},
    "related": {"en": "Others also ask", "zh": "别人还问"},
    "not_kept": {
        "en": "This answer could not be kept: copy it if you need it later.",
        "zh": "这条回答没能保存，以后要用请先复制。",
    },
    "act_copy": {"en": "Copy", "zh": "复制"},
    "act_share": {"en": "Share", "zh": "分享"},
    "act_listen": {"en": "Read aloud", "zh": "朗读"},
    "act_up": {"en": "This helped", "zh": "有用"},
    "act_down": {"en": "Something is wrong", "zh": "有问题"},
    "disclaimer": {
        "en": "From the rural e-commerce assistant. General information, not legal advice.",
        "zh": "来自农村电商问答。仅供参考，不是法律意见。",
    },
    "copied": {"en": "Copied.", "zh": "已复制。"},
    "not_copied": {"en": "This browser does not let the page copy.", "zh": "这个浏览器不让网页复制。"},
    "thanks": {"en": "Thank you, that was noted.", "zh": "谢谢，记下了。"},
    "taken_back": {"en": "Taken back.", "zh": "已收回。"},
    "not_saved": {
        "en": "That could not be saved. Please try again.",
        "zh": "没能保存，请再试一次。",
    },
    "what_is_wrong": {"en": "What is wrong with it?", "zh": "哪里有问题？"},
    "reason_wrong": {"en": "It is not true", "zh": "说得不对"},
    "reason_outdated": {"en": "It is out of date", "zh": "过时了"},
    "reason_source_differs": {"en": "The source says something else", "zh": "出处不是这么说的"},
    "reason_off_topic": {"en": "It does not answer my question", "zh": "答非所问"},
    "reason_unclear": {"en": "It is hard to understand", "zh": "看不懂"},
    "comment": {"en": "What would be right? (optional)", "zh": "应该怎样？（可不填）"},
    "send_feedback": {"en": "Send", "zh": "提交"},
    "chats": {"en": "Chats", "zh": "记录"},
    "conversations": {"en": "Your chats", "zh": "我的记录"},
    "search": {"en": "Search your chats", "zh": "搜索记录"},
    "no_conversations": {
        "en": "Nothing yet. What you ask in this browser will be listed here.",
        "zh": "还没有记录。你在这个浏览器里问过的会列在这里。",
    },
    "nothing_found": {"en": "No chat holds these words.", "zh": "没有哪条记录里有这些字。"},
    "not_reached": {"en": "Your chats could not be loaded. Please try again.", "zh": "没能读取记录，请再试一次。"},
    "chats_answered": {"en": "Chats, with a new answer", "zh": "记录，有新回答"},
    "newly_answered": {"en": "New answer", "zh": "有新回答"},
    "rename": {"en": "Rename", "zh": "改名"},
    "save": {"en": "Save", "zh": "保存"},
    "delete": {"en": "Delete", "zh": "删除"},
    "delete_now": {"en": "Really delete?", "zh": "确定删除？"},
    "delete_all": {"en": "Delete all chats", "zh": "删除全部记录"},
    "delete_all_now": {"en": "Really delete all?", "zh": "确定全部删除？"},
    "not_yours": {"en": "There is no such chat here.", "zh": "这里没有这条记录。"},
    "for_workers": {"en": "For extension workers", "zh": "农技推广人员专用"},
    "only_local": {
        "en": "There are no accounts yet, so these pages open only on the machine that runs the assistant, at "
        "127.0.0.1 and without a proxy. Add one with 'assistant account add NAME' and start again.",
        "zh": "还没有设账号，所以这些页面只能在运行本程序的机器上直接用127.0.0.1打开，不能经过代理。"
        "请用 assistant account add 加一个账号，再重新启动。",
    },
    "sign_in_first": {"en": "Sign in first.", "zh": "请先登录。"},
    "sign_in_title": {"en": "Sign in, for extension workers", "zh": "推广人员登录"},
    "account_name": {"en": "Name", "zh": "用户名"},
    "password": {"en": "Password", "zh": "密码"},
    "sign_in": {"en": "Sign in", "zh": "登录"},
    "sign_out": {"en": "Sign out", "zh": "退出"},
    "wrong_password": {"en": "The name or the password is wrong.", "zh": "用户名或密码不对。"},
    "wait_to_sign_in": {
        "en": "That was wrong too often. Try again in {minutes} min.",
        "zh": "错的次数太多了，请过{minutes}分钟再试。",
    },
    "to_chat": {"en": "Public chat", "zh": "去公众问答"},
    "desk": {"en": "Workers' desk", "zh": "工作台"},
    "pages": {"en": "Pages", "zh": "页面"},
    "signed_in_as": {"en": "Signed in as {name}", "zh": "已登录：{name}"},
    "open_to_this_machine": {
        "en": "No accounts: only this machine can open these pages.",
        "zh": "没有设账号：只有本机能打开这些页面。",
    },
    "library": {"en": "Library", "zh": "资料库"},
    "library_intro": {
        "en": "What the assistant answers from. Open a document to read its sections.",
        "zh": "问答依据的资料。点开一份，就能读到里面的条文。",
    },
    "find_document": {"en": "Find a document or section", "zh": "查找资料或条文"},
    "no_document": {"en": "No document holds these words.", "zh": "没有资料含有这些字。"},
    "count_documents": {"en": "{count} documents", "zh": "共{count}份资料"},
    "count_sections": {"en": "sections: {count}", "zh": "{count}条"},
    "only_in": {"en": "in {languages} only", "zh": "只有{languages}"},
    "language_en": {"en": "English", "zh": "英文"},
    "language_zh": {"en": "Chinese", "zh": "中文"},
    "added_here": {"en": "added here", "zh": "自己添加"},
    "add_documents": {"en": "Add documents", "zh": "添加资料"},
    "files": {"en": "Files", "zh": "文件"},
    "files_info": {
        "en": "{kinds}; up to {size} MB together.",
        "zh": "支持{kinds}，总共不超过{size}MB。",
    },
    "effective_from": {"en": "In force from (optional)", "zh": "施行日期（可不填）"},
    "effective_until": {"en": "In force until (optional)", "zh": "失效日期（可不填）"},
    "day_example": {"en": "as 2026-05-01", "zh": "如2026-05-01"},
    "add": {"en": "Add to the library", "zh": "加入资料库"},
    "no_files": {"en": "Choose at least one file first.", "zh": "请先选择文件。"},
    "bad_day": {"en": "'{value}' is no date. Write it as 2026-05-01.", "zh": "“{value}”不是日期，请写成2026-05-01。"},
    "working": {"en": "Working on it: {done} of {total} texts.", "zh": "正在处理：{done}/{total}段。"},
    "reading": {"en": "Reading the files.", "zh": "正在读文件。"},
    "reading_files": {"en": "Reading the files: {done} of {total} done.", "zh": "正在读文件：已读{done}/{total}个。"},
    "job_stopping": {"en": "Stopping after this step.", "zh": "做完这一步就停。"},
    "job_failed": {
        "en": "That failed, and the log says why. Nothing else was changed.",
        "zh": "没有成功，原因在日志里，其他内容没有变。",
    },
    "job_stopped": {
        "en": "Stopped. What was read so far is indexed at the next start.",
        "zh": "已停止，没处理完的下次启动时再处理。",
    },
    "change_added": {"en": "Added: {name}.", "zh": "已添加：{name}。"},
    "change_changed": {"en": "Renewed: {name}.", "zh": "已更新：{name}。"},
    "change_unchanged": {"en": "Known already: {name}.", "zh": "已有：{name}。"},
    "change_failed": {"en": "Not added. {reason}", "zh": "没有添加：{reason}"},
    "remove_document": {"en": "Remove a document that was added", "zh": "移除自己添加的资料"},
    "document": {"en": "Document", "zh": "资料"},
    "remove": {"en": "Remove", "zh": "移除"},
    "remove_now": {"en": "Really remove it?", "zh": "确定移除？"},
    "keep_it": {"en": "Keep it", "zh": "不移除"},
    "choose_document": {"en": "Choose a document first.", "zh": "请先选一份资料。"},
    "removed": {"en": "Removed: {name}.", "zh": "已移除：{name}。"},
    "source": {"en": "Source", "zh": "出处"},
    "sources": {"en": "Sources ({count})", "zh": "出处（{count}）"},
    "not_covered": {"en": "Not covered by my sources", "zh": "资料里没有的部分"},
    "nearest": {"en": "I can tell you about", "zh": "相近的内容，点一下就讲"},
    "card_risks": {"en": "Risks", "zh": "风险"},
    "card_units": {"en": "Who stands around you", "zh": "你周围有谁"},
    "map_consumer_units": {"en": "Buyers", "zh": "买家"},
    "map_service_units": {"en": "Services", "zh": "服务"},
    "map_auxiliary_units": {"en": "Suppliers", "zh": "配套"},
    "map_support_units": {"en": "Support", "zh": "支持"},
    "map_you": {"en": "You", "zh": "你"},
    "map_today": {"en": "Today", "zh": "现在"},
    "map_target": {"en": "Target", "zh": "目标"},
    "map_unknown": {"en": "not known", "zh": "还不知道"},
    "card_read": {"en": "What I read from your words", "zh": "我从你的话里读到的"},
    "card_correct": {
        "en": "Something wrong? Tap Correct, or just write it, for example: no, we make them ourselves.",
        "zh": "读错了就点“改正”，或者直接说，比如：不对，货是我们自己做的。",
    },
    "card_proposed": {"en": "Proposed by the model, please confirm", "zh": "聊天模型提出的，请你确认"},
    "card_proposed_note": {
        "en": "Only what you confirm counts.",
        "zh": "只有你确认的才算数。",
    },
    "proposals_coming": {"en": "Reading your words once more", "zh": "正在把你的话再读一遍"},
    "confirm_proposal": {"en": "Yes, it is so", "zh": "对，是这样"},
    "reject_proposal": {"en": "No, leave it out", "zh": "不对，去掉"},
    "correct": {"en": "Correct", "zh": "改正"},
    "card_note": {
        "en": "Worked out by fixed rules from one research paper, not a decision about you.",
        "zh": "按一篇研究论文的固定规则推出来的，不是替你拿主意。",
    },
    "act_draft": {"en": "Draft of first steps", "zh": "写一份行动草稿"},
    "draft": {"en": "Draft of your first steps", "zh": "你的行动草稿"},
    "draft_note": {
        "en": "A DRAFT that nobody has checked or signed. General information, not legal advice.",
        "zh": "这是草稿，没有人核对过，也没有人签字。仅供参考，不是法律意见。",
    },
    "draft_client": {"en": "my own business", "zh": "我自己的生意"},
    "no_draft": {
        "en": "There is no situation in this chat to write a draft for.",
        "zh": "这条记录里没有讲到你的情况，写不了草稿。",
    },
    "draft_failed": {
        "en": "The draft could not be written. Please try again in a moment.",
        "zh": "草稿没能写出来，请过一会儿再试。",
    },
    "card_changes": {"en": "What would change it", "zh": "什么会改变结论"},
    "card_questions": {"en": "To be surer, tell me", "zh": "再告诉我这几点，就更有把握"},
    "ask_back": {"en": "Do you mean", "zh": "你想问的是"},
    "expired_source": {
        "en": "A source of this answer is no longer in force: mind its date.",
        "zh": "其中有出处已经失效，注意看日期。",
    },
    "future_source": {
        "en": "A source of this answer is not yet in force: mind its date.",
        "zh": "其中有出处还没有生效，注意看日期。",
    },
    "reported_source": {
        "en": "A source of this answer is known from reports only, not from its own text.",
        "zh": "其中有出处来自报道，没有核对过原文。",
    },
    "source_in_other_language": {
        "en": "A source of this answer exists in Chinese only.",
        "zh": "其中有出处只有英文。",
    },
    "model_unavailable": {
        "en": "The language model did not answer, so these are the sources' own sentences.",
        "zh": "语言模型没有回应，以下直接摘自资料。",
    },
    "in_force": {"en": "In force since {day}", "zh": "{day}起施行，现行有效"},
    "in_force_until": {"en": "In force from {day} until {end}", "zh": "{day}起施行，有效期到{end}"},
    "not_yet_in_force": {"en": "Not yet in force: takes effect on {day}", "zh": "还没有生效，{day}起施行"},
    "expired": {"en": "Expired on {end}", "zh": "{end}失效"},
    "replaced": {"en": "Expired on {end}, replaced by {title}", "zh": "{end}失效，已由《{title}》代替"},
    "reported": {"en": "as reported", "zh": "据报道"},
    "recalled": {"en": "from memory, not checked", "zh": "凭记忆，未核实"},
    "checked": {"en": "Checked on {day}", "zh": "{day}核对"},
    "original": {"en": "Original text at {host}", "zh": "原文：{host}"},
    "passage": {"en": "Source", "zh": "出处原文"},
    "close": {"en": "Close", "zh": "关闭"},
    "passage_missing": {
        "en": "This source is no longer in the library.",
        "zh": "资料库里已经没有这份资料了。",
    },
    "passage_former": {
        "en": "The library has changed since this answer. This is what it cited.",
        "zh": "这个回答之后，资料有改动。下面是当时引用的原文。",
    },
    "passage_changed": {
        "en": "The library has changed since this answer. This is how the source reads now.",
        "zh": "这个回答之后，资料有改动。下面是现在的内容。",
    },
    "passage_unreachable": {
        "en": "The source could not be opened. Please try again.",
        "zh": "没能打开出处，请再试一次。",
    },
    "error": {"en": "Error", "zh": "出错了"},
    "did_not_work": {"en": "That did not work. Please try again.", "zh": "没有成功，请再试一次。"},
    "connection_lost": {
        "en": "The connection was lost. Please check the network and try again.",
        "zh": "网络断了，请检查网络后再试一次。",
    },
    "queue_full": {
        "en": "Many people are asking just now. Please try again in a minute.",
        "zh": "现在问的人太多，请过一分钟再试。",
    },
    "file_too_large": {
        "en": "These files are too large: {size} MB together are read. Split them, or add fewer at once.",
        "zh": "文件太大：一次总共不超过{size}MB。请拆开，或者少选几个。",
    },
    "file_kind_refused": {
        "en": "A file of this kind is not read. These are: {kinds}.",
        "zh": "读不了这种文件。能读的有：{kinds}。",
    },
    "too_many": {
        "en": "That was a lot of questions in one minute. Please wait a moment and send it again.",
        "zh": "一分钟里问得太多了，请稍等一会儿再发。",
    },
    "unexpected": {
        "en": "Something went wrong on my side. Please ask again; if it stays, tell whoever runs this page.",
        "zh": "我这边出了点问题，请再问一次；一直不行的话，请告诉管理这个页面的人。",
    },
    "bad_history": {
        "en": "The history is a list of up to {most} messages, oldest first.",
        "zh": "对话历史是最多{most}条消息的列表，旧的在前。",
    },
    "bad_message": {
        "en": 'A message of the history is {{"role": "user" or "assistant", "content": a text}}; a text has up to '
        "{most} characters.",
        "zh": '对话历史的一条消息写成{{"role": "user"或"assistant", "content": 文字}}，文字最多{most}个。',
    },
    "stopped": {"en": "Stopped.", "zh": "已停止。"},
    **DESK_TEXTS,
}


def text(name: str, language: Language, /, **values: object) -> str:
    """Return a text of the interface with its values put in.

    >>> text("sources", "zh", count=2)
    '出处（2）'
    """
    return TEXTS[name][language].format(**values)


def refusal(name: str, /, **values: object) -> UnreadableInputError:
    """Return the error that says a text of the interface, in both languages.

    >>> refusal("no_files").in_language("zh")
    '请先选择文件。'
    """
    return UnreadableInputError(text(name, "en", **values), zh=text(name, "zh", **values))


def write_day(day: date, language: Language) -> str:
    """Return a date as a reader writes it.

    >>> write_day(date(2027, 1, 1), "en"), write_day(date(2027, 1, 1), "zh")
    ('1 January 2027', '2027年1月1日')
    """
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%B} {day.year}"


def write_time(moment: datetime | str, language: Language) -> str:
    """Return a moment as a reader on this machine's clock writes it; text is read as ISO.

    >>> write_time(datetime(2026, 11, 28, 9, 5).astimezone(), "en")
    '28 November 2026, 09:05'
    """
    here = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone()
    return f"{write_day(here.date(), language)}{' ' if language == 'zh' else ', '}{here:%H:%M}"
