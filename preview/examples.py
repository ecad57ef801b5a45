#!/usr/bin/env python3
"""Writes the example views: one JSON for each page. The figures are invented; the shapes are the contract."""
import json, math, os
HERE = os.path.dirname(os.path.abspath(__file__))
SITE = {"title": "Answerable", "licence": {"url": "https://creativecommons.org/licenses/by-sa/4.0/", "text": "CC BY-SA 4.0"}}

def time(iso, text): return {"iso": iso, "text": text}
def person(handle, name=None, tone="0", root="../", page=True, bot=False):
    return {"handle": handle, "name": name or handle, "url": f"{root}people/{handle}.html" if page else None,
            "initial": (name or handle)[0], "tone": tone, "bot": bot}
P = {h: t for h, t in [("mei", "3"), ("lian", "0"), ("ravi", "1"), ("nora", "2"), ("tomas", "4"), ("yuki", "5"), ("sol", "6"), ("amal", "7")]}
def who(h, root="../"):
    if h == "welcome-bot": return person(h, tone="1", root=root, page=False, bot=True)
    return person(h, tone=P[h], root=root)
def tag(name, count=None, root="../"): return {"name": name, "url": f"{root}tags/{name}.html", "count": count}
def answer_time(state, short, label, phrase, detail=None):
    return {"state": state, "short": short, "label": label, "phrase": phrase, "detail": detail}
def answered(short): return answer_time("answered", short, "to first answer", f"First answer after {short}")
def row(slug, title, at, answers, asker, asked, tags, accepted=False, excerpt=None, lang=None, note=None, root="../"):
    return {"url": f"{root}threads/{slug}.html", "title": title, "lang": lang, "excerpt": excerpt, "answerTime": at, "accepted": accepted,
            "note": note, "answersText": answers, "asker": who(asker, root), "asked": asked, "tags": [tag(t, root=root) for t in tags]}
def rows(root="../"): return [
    row("start-without-budget", "How do we start a group with no budget?", answered("26 min"), "3 answers", "mei", time("2026-03-02T09:15:00+08:00", "2 Mar 2026"), ["cold-start", "mvp"], True,
        "We have a topic, four friends who care, and no money. Every guide begins with paid ads or a community manager. What did you do in the first month that cost nothing and still brought people back?", root=root),
    row("sell-in-group", "May we sell our course in the group?", answered("1 h 12 min"), "5 answers", "tomas", time("2026-03-01T20:40:00+08:00", "1 Mar 2026"), ["trust", "rules"], False,
        "People came for answers. Our course is useful, I believe, but the last post about it got three leaves within the hour.", root=root),
    row("xinren-bu-fayan", "新人进群以后不说话，怎么办？", answered("8 min"), "4 answers", "yuki", time("2026-02-28T21:03:00+08:00", "28 Feb 2026"), ["newcomers"], True,
        "群里已有两百多人，每周都有新人加入，但大多数人从来不开口。我们试过自我介绍接龙，只热闹了一天。", "zh-Hans", root=root),
    row("night-questions", "Who answers the questions that arrive at night?", answer_time("waiting", "1 h 40 min", "waiting", "Waiting for 1 h 40 min; the first answer is due in 2 h 20 min"), "No answer yet", "sol", time("2026-03-05T23:50:00+08:00", "5 Mar 2026"), ["promise"], root=root),
    row("measure-fast", "How do you measure “fast” without counting the ignored as fast?", answered("3 min"), "2 answers", "nora", time("2026-02-27T10:00:00+08:00", "27 Feb 2026"), ["answer-time", "measuring"], True, root=root),
    row("moving-old-answers", "Our best answers are buried in the chat. How do we get them out without three weekends of copying?", answer_time("overdue", "2 days", "without answer", "Waiting for 2 days; it was due 1 day 20 h ago"), "No answer yet", "amal", time("2026-03-03T18:20:00+08:00", "3 Mar 2026"), ["archive", "curation"], root=root),
    row("weekly-summary", "Is a weekly summary worth the work?", answer_time("unknown", "date only", "no time known", "First answer on 26 Feb 2026, without a time of day"), "1 answer", "ravi", time("2026-02-25", "25 Feb 2026"), ["curation"], root=root),
    row("second-group", "When is it time for a second group?", answer_time("closed", "closed", "without answer", "Closed after 6 days, without an answer"), "No answer yet", "lian", time("2026-02-20T12:00:00+08:00", "20 Feb 2026"), ["growth"], note="Duplicate", root=root)]
def bar(share, low, high, target=None, text=None, width=True):
    t = f'<line class="bar-target" x1="{target}%" x2="{target}%" y1="0" y2="14"/>' if target else ""
    solid = share if low is None else low
    i = "" if low is None else f'<rect class="bar-band" x="{low}%" y="3" width="{high - low:.1f}%" height="8"/><line class="bar-value" x1="{share}%" x2="{share}%" y1="2" y2="12"/>'
    return (f'<svg class="bar" width="100%" height="14" role="img" aria-label="{text or str(share) + "%"}"><rect class="bar-track" y="3" width="100%" height="8"/>'
            f'<rect class="bar-fill" y="3" width="{solid}%" height="8"/>{i}{t}</svg>')
def promise(root="../", state="kept", verdict="Kept", share="93.8%", v=93.8, lo=90.1, hi=96.3):
    return {"ruleUrl": f"{root}rules/first-answer.html", "title": "Every question gets a first answer within four hours", "state": state, "kept": state == "kept", "verdict": verdict,
            "share": share, "shareLabel": "answered within 4 h; promised 90%", "bar": bar(v, lo, hi, 90, f"{share} in time, 95% interval {lo}% to {hi}%, promised 90%"),
            "intervalText": f"95% interval {lo}% to {hi}%, 210 questions"}
def empty(title, text, url=None, action=None): return {"title": title, "text": text, "actionUrl": url, "actionText": action}
ASK = "https://example.org/group"
def view(name, template, path, kind, title, root="../", /, nav=None, crumbs=(), own=False, desc="Questions and answers on running a community that answers questions.", **roots):
    items = [("threads/index.html", "Threads"), ("unanswered.html", "Unanswered"), ("clock.html", "Answer clock"), ("leaderboard.html", "Leaderboard"), ("tags/index.html", "Tags"), ("rules/index.html", "Rules"), ("people/index.html", "People")]
    page = {"kind": kind, "title": title if kind == "home" else f"{title} · Answerable", "ogTitle": title, "description": desc, "lang": "en", "dir": "ltr", "rootUrl": root, "homeUrl": f"{root}index.html",
            "canonicalUrl": f"https://answers.example.org/{path}", "ogType": "article" if kind in ("thread", "rule", "page") else "website", "noIndex": kind in ("search", "notFound"),
            "initScriptUrl": f"{root}assets/init.js", "stylesheetUrl": f"{root}assets/site.css", "iconUrl": f"{root}assets/icon.svg", "scripts": [{"url": f"{root}assets/theme.js"}],
            "feeds": [{"url": f"{root}feed.xml", "type": "application/atom+xml", "title": "Atom"}, {"url": f"{root}feed.json", "type": "application/feed+json", "title": "JSON Feed"}],
            "twins": [], "translations": [], "jsonLD": "", "searchUrl": f"{root}search.html", "ownSearch": own,
            "nav": [{"url": root + u, "text": x, "current": u == nav} for u, x in items],
            "footerNav": [{"url": f"{root}archive/index.html", "text": "Archive"}, {"url": f"{root}about.html", "text": "About"}, {"url": f"{root}llms.txt", "text": "llms.txt"}],
            "hasCrumbs": bool(crumbs), "crumbs": [{"url": root + u, "text": x} for u, x in crumbs], "asOf": time("2026-03-06T01:30:00+08:00", "6 March 2026, 01:30 (UTC+8)")}
    page.update(roots.pop("page", {}))
    with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as f:
        json.dump({"$template": template, "$path": path, "site": SITE, "page": page, **roots}, f, ensure_ascii=False, indent=1)
        f.write("\n")
NONE = {"title": "", "text": "", "actionUrl": None, "actionText": None}
TAGS = [("cold-start", "14"), ("newcomers", "11"), ("promise", "9"), ("curation", "9"), ("trust", "7"), ("answer-time", "7"), ("rules", "6"), ("mvp", "5"), ("growth", "4"), ("measuring", "4"), ("archive", "3"), ("moderation", "3")]

home = dict(heading="Ask. You will hear back soon.", intro="How to run a community that answers questions: start with what the group gives its members, and keep the promise.", askUrl=ASK, askText="Ask your question",
    counts=["210 questions", "196 answered", "14 waiting"],
    wait={"value": "26 min", "note": "half of all questions have a first answer by then, counting those still waiting; 95% interval 21 min to 34 min", "promise": promise("./"), "clockUrl": "./clock.html"},
    threadsUrl="./threads/index.html", threadsText="All 83", hasThreads=True, threads=rows("./"), empty=NONE,
    unansweredUrl="./unanswered.html", unansweredText="All 14", hasOpen=True, open=[{k: r[k] for k in ("url", "title", "lang", "answerTime")} for r in rows("./") if r["answerTime"]["state"] in ("waiting", "overdue")],
    hasHelpers=True, leaderboardUrl="./leaderboard.html", helpers=[{"person": who("lian", "./"), "typical": "11 min", "firstAnswersText": "41 first answers"}, {"person": who("ravi", "./"), "typical": "19 min", "firstAnswersText": "28 first answers"}, {"person": who("nora", "./"), "typical": "24 min", "firstAnswersText": "36 first answers"}],
    hasTags=True, tagsUrl="./tags/index.html", tagsText="All 21", tags=[tag(n, c, "./") for n, c in TAGS])
view("home", "home", "index.html", "home", "Answerable", "./", own=True, **home)
view("home-empty", "home", "empty/index.html", "home", "Answerable", "../", own=True, **{**home, "wait": None, "intro": None, "askUrl": None, "counts": [], "hasThreads": False, "threads": [], "hasOpen": False, "open": [], "hasHelpers": False, "helpers": [], "hasTags": False, "tags": [],
     "empty": empty("No thread yet", "A thread is one Markdown file in Content/threads. The first question makes the first page.")})

def post(anchor, h, iso, text, body, after=None, accepted=False, first=False, self_=False, votes=None, comments=(), verified=None, edit=True, source=None, licence=None, lang=None):
    return {"anchor": anchor, "permalinkUrl": "#" + anchor, "heading": f"Answer by {h}", "person": who(h), "time": time(iso, text), "after": after, "accepted": accepted, "first": first, "selfAnswer": self_,
            "votesText": votes, "lang": lang, "body": body, "verified": {"text": verified} if verified else None, "editUrl": "https://example.org/edit/start-without-budget.md" if edit else None, "sourceUrl": source, "licence": licence,
            "hasComments": bool(comments), "commentsText": f"{len(comments)} comments", "comments": list(comments)}
def comment(anchor, h, iso, text, body): return {"anchor": anchor, "permalinkUrl": "#" + anchor, "person": who(h), "time": time(iso, text), "body": body}
Q = """<p>We have a topic, four friends who care about it, and no money. Every guide that we found begins with paid ads or a community manager.</p>
<p>What did you do in the <strong>first month</strong> that cost nothing, and that still brought people back in the second? We tried:</p>
<ul><li>posting in three larger groups (two deleted it, one ignored it);</li><li>a weekly call, with <kbd>0</kbd> to <kbd>2</kbd> people.</li></ul>
<blockquote><p>Start from what the group gives, not from what you want of it.</p></blockquote>
<p>That sounds right, yet I don't see the first <em>step</em>.</p>"""
A1 = """<p>Answer questions where they are asked already, and write each answer down once, well. We did it for thirty days before the group had a name.<sup class="footnote-ref"><a href="#fn-a-lian-1-1" id="fnref-a-lian-1-1">1</a></sup></p>
<h3 id="what-we-counted">What we counted<a class="heading-link" href="#what-we-counted" aria-label="Link to “What we counted”">#</a></h3>
<div class="table-wrap" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th>Week</th><th class="align-right">Questions</th><th class="align-right">Answered in 1 h</th><th class="align-right">Came back</th><th>What we changed after reading every thread again</th></tr></thead><tbody><tr><td>1</td><td class="align-right">9</td><td class="align-right">4</td><td class="align-right">1</td><td>Nothing</td></tr><tr><td>2</td><td class="align-right">14</td><td class="align-right">11</td><td class="align-right">6</td><td>A rota for the evening</td></tr><tr><td>3</td><td class="align-right">31</td><td class="align-right">27</td><td class="align-right">19</td><td>“Ask here, hear back in an hour”</td></tr></tbody></table></div>
<ul><li class="task"><input type="checkbox" checked disabled aria-label="done"> Three people who answer, on different days</li><li class="task"><input type="checkbox" disabled aria-label="not done"> One page with the ten best answers</li></ul>
<p>The rota is ten lines of shell; it posts the name of whoever is on:</p>
<pre tabindex=\"0\"><code class="language-sh"><span class="hl-c"># who answers today? one handle a line, the file is the rota</span>
day=$(<span class="hl-f">date</span> +%u)
who=$(<span class="hl-f">sed</span> -n <span class="hl-s">"${day}p"</span> rota.txt)
<span class="hl-k">if</span> [ -z <span class="hl-s">"$who"</span> ]; <span class="hl-k">then</span> <span class="hl-f">echo</span> <span class="hl-s">"nobody is on today: the promise is not kept by itself"</span> &gt;&amp;<span class="hl-n">2</span>; <span class="hl-k">exit</span> <span class="hl-n">1</span>; <span class="hl-k">fi</span>
<span class="hl-f">printf</span> <span class="hl-s">'On the clock today: %s\\n'</span> <span class="hl-s">"$who"</span></code></pre>
<p>A picture that is kept elsewhere: <a class="external-image" href="https://example.org/rota.png" rel="nofollow ugc noopener">the rota on the wall</a></p>
<p>More on the words in <a href="sell-in-group.html">May we sell our course in the group?</a> and in <code>rules/first-answer.md</code>.</p>
<section class="footnotes"><h3 class="visually-hidden">Footnotes</h3><ol><li id="fn-a-lian-1-1"><p>The name came in week five, from a member. <a href="#fnref-a-lian-1-1" class="footnote-backref" aria-label="Back to the text">↩</a></p></li></ol></section>"""
A2 = "<p>Begin smaller than a group: one page that answers one question better than anywhere else. Link to it when somebody asks. The people who thank you are your first members.</p><p>Cost: an evening. And it keeps working while you sleep.</p>"
A3 = "<p>先别建群。找到三个愿意回答的人，约定“四小时内必有回音”，比任何广告都管用。人是为答案来的，也会因为答案留下。</p>"
answers = [post("a-lian-1", "lian", "2026-03-02T09:41:00+08:00", "2 Mar 2026, 09:41", A1, "26 min after the question", True, True, votes="12 votes", verified="Verified on 1 Sep 2026",
    comments=[comment("c-mei-1", "mei", "2026-03-02T10:02:00+08:00", "2 Mar, 10:02", "<p>“Where they are asked already” was the missing step. Thank you!</p>"), comment("c-welcome-bot-1", "welcome-bot", "2026-03-02T10:03:00+08:00", "2 Mar, 10:03", "<p>This thread was added to the archive.</p>")], licence={"url": "https://creativecommons.org/licenses/by-sa/4.0/", "text": "CC BY-SA 4.0"}, source="https://example.org/group/1"),
    post("a-ravi-1", "ravi", "2026-03-02T11:20:00+08:00", "2 Mar 2026, 11:20", A2, "2 h after the question", votes="4 votes"),
    post("a-yuki-1", "yuki", "2026-03-02T22:05:00+08:00", "2 Mar 2026, 22:05", A3, "12 h after the question", lang="zh-Hans"),
    post("a-mei-1", "mei", "2026-04-02T09:00:00+08:00", "2 Apr 2026, 09:00", "<p>A month later: we did it, and 19 people came back. The ten best answers are a page now.</p>", "31 days after the question", self_=True)]
T = dict(title="How do we start a group with no budget?", lang=None, asker=who("mei"), asked=time("2026-03-02T09:15:00+08:00", "2 Mar 2026, 09:15"), tags=[tag("cold-start"), tag("mvp")],
    answerTime=answer_time("answered", "26 min", "to first answer", "First answer after 26 min, by lian", "In this tag, half of all questions have an answer after 31 min."), firstAnswerUrl="#a-lian-1", acceptedUrl="#a-lian-1", acceptedText="Accepted answer",
    notices=[{"kind": "fact", "label": "Last verified on 1 September 2026.", "text": "It applies to groups of up to 500 people.", "url": None, "linkText": None}, {"kind": "superseded", "label": "There is a newer thread.", "text": "See", "url": "second-group.html", "linkText": "When is it time for a second group?"}],
    question=post("q", "mei", "2026-03-02T09:15:00+08:00", "2 Mar 2026, 09:15", Q, votes="9 votes"), hasAnswers=True, answersText="4 answers", answers=answers, empty=NONE, answerUrl=ASK,
    hasContents=True, contents=[{"url": a["permalinkUrl"], "name": a["person"]["name"], "accepted": a["accepted"], "text": a["after"].replace(" after the question", "")} for a in answers],
    hasRelated=True, related=[{"url": r["url"], "title": r["title"], "lang": r["lang"], "note": f'{r["answersText"]}, {r["answerTime"]["short"]}'} for r in rows()[1:5]],
    hasBacklinks=True, backlinks=[{"url": "../rules/first-answer.html", "title": "Every question gets a first answer within four hours", "lang": None}], hasDuplicates=True, duplicates=[{"url": "second-group.html", "title": "Can one start without any money?", "lang": None}],
    facts=[{"label": "Asked", "value": "2 Mar 2026", "url": None}, {"label": "Last changed", "value": "1 Sep 2026", "url": "https://example.org/history"}, {"label": "Applies to", "value": "up to 500 people", "url": None}],
    translations=[{"url": "xinren-bu-fayan.html", "lang": "zh-Hans", "text": "简体中文"}], editUrl="https://example.org/edit/start-without-budget.md", sourceUrl="https://example.org/group/1", markdownUrl="start-without-budget.md", jsonUrl="start-without-budget.json")
LD = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"QAPage","mainEntity":{"@type":"Question","name":"How do we start a group with no budget?","answerCount":3}}</script>'
crumb = [("index.html", "Answerable"), ("threads/index.html", "Threads")]
view("thread", "thread", "threads/start-without-budget.html", "thread", T["title"], nav="threads/index.html", crumbs=crumb, desc="We have a topic, four friends who care about it, and no money.", page={"jsonLD": LD, "twins": [{"url": "start-without-budget.md", "type": "text/markdown", "title": "Markdown"}, {"url": "start-without-budget.json", "type": "application/json", "title": "JSON"}], "translations": [{"lang": "zh-Hans", "url": "xinren-bu-fayan.html"}]}, **T)
view("thread-open", "thread", "threads/moving-old-answers.html", "thread", "Our best answers are buried in the chat", crumbs=crumb, nav="threads/index.html", **{**T, "title": "Our best answers are buried in the chat. How do we get them out without three weekends of copying?", "answerTime": answer_time("overdue", "2 days", "without answer", "Waiting for 2 days; it was due 1 day 20 h ago."), "firstAnswerUrl": None, "acceptedUrl": None, "acceptedText": None,
    "notices": [{"kind": "duplicate", "label": "This was asked before.", "text": "The answers are collected in", "url": "start-without-budget.html", "linkText": "How do we start a group with no budget?"}], "hasAnswers": False, "answers": [], "answersText": "No answer yet", "hasContents": False, "contents": [], "hasDuplicates": False, "duplicates": [], "hasBacklinks": False, "backlinks": [], "translations": [], "sourceUrl": None,
    "empty": empty("No answer yet", "Half of the questions asked here have a first answer after 26 min. Yours may be the first.")})
view("thread-zh", "thread", "threads/xinren-bu-fayan.html", "thread", "新人进群以后不说话，怎么办？", crumbs=crumb, nav="threads/index.html", page={"lang": "zh-Hans"}, **{**T, "title": "新人进群以后不说话，怎么办？", "answerTime": answer_time("answered", "8 分钟", "首次回答", "8 分钟后由 lian 给出第一个回答", "在这个标签中，一半的问题在 15 分钟内得到回答。"), "acceptedText": "采纳的回答", "notices": [],
    "question": post("q", "yuki", "2026-02-28T21:03:00+08:00", "2026年2月28日 21:03", "<p>群里已有两百多人，每周都有新人加入，但大多数人从来不开口。我们试过自我介绍接龙，只热闹了一天；也试过每天发话题，最后只剩管理员自问自答。</p><p>怎样让新人在<strong>第一周</strong>就愿意说第一句话？有没有具体的做法，而不是“多互动”这样的口号？</p><pre tabindex=\"0\"><code class=\"language-swift\">let 新人 = 成员.filter { $0.发言数 == 0 }  // 187 人</code></pre>"),
    "answers": [post("a-lian-1", "lian", "2026-02-28T21:11:00+08:00", "2026年2月28日 21:11", "<p>把新人的话题介绍给能回答的人，而不是让新人介绍自己。</p><ol><li>入群时只问一句：“您现在卡在哪一步？”</li><li>管理员把这句话转成一个问题，点名两位熟悉的人来答。</li><li>一周后回头看：得到回答的人，大半都会留下来。</li></ol>", "提问后 8 分钟", True, True)] + answers[2:3], "answersText": "2 个回答", "hasContents": False, "contents": []})
pager = {"positionText": "Page 3 of 12", "prevUrl": "page-2.html", "nextUrl": "page-4.html", "items": [{"gap": False, "url": "index.html", "text": "1", "current": False}, {"gap": False, "url": "page-2.html", "text": "2", "current": False}, {"gap": False, "url": "page-3.html", "text": "3", "current": True}, {"gap": False, "url": "page-4.html", "text": "4", "current": False}, {"gap": True, "url": None, "text": "", "current": False}, {"gap": False, "url": "page-12.html", "text": "12", "current": False}]}
view("threads", "threads", "threads/index.html", "threads", "Threads", nav="threads/index.html", heading="Threads", intro="83 threads, newest first.", listLabel="Threads, newest first", hasThreads=True, threads=rows(), empty=NONE, pager=pager)
view("unanswered", "unanswered", "unanswered.html", "unanswered", "Unanswered", "./", nav="unanswered.html", heading="Waiting for an answer", intro="14 questions have no first answer yet. One of them is past the promised four hours.", hasOverdue=True, overdueHeading="1 overdue", overdueFeedUrl="./overdue.xml",
    overdue=[r for r in rows("./") if r["answerTime"]["state"] == "overdue"], waitingHeading="1 not yet due", hasThreads=True, threads=[r for r in rows("./") if r["answerTime"]["state"] == "waiting"], empty=NONE,
    hasLogRows=True, logHeading="12 in the question log", logRows=[{"asked": time("2026-03-04T08:12:00+08:00", "4 Mar 2026, 08:12"), "askedSort": "1772583120", "asker": who("sol", "./"), "tags": [tag("promise", root="./")], "state": "overdue", "waiting": "1 day 17 h", "waitingSort": "148680"}, {"asked": time("2026-03-05T23:05:00+08:00", "5 Mar 2026, 23:05"), "askedSort": "1772723100", "asker": person("guest-417", tone="4", page=False), "tags": [], "state": "waiting", "waiting": "2 h 25 min", "waitingSort": "8700"}], pager=None)
view("unanswered-none", "unanswered", "none/unanswered.html", "unanswered", "Unanswered", nav="unanswered.html", heading="Waiting for an answer", intro="0 questions have no first answer yet.", hasOverdue=False, overdueHeading="", overdueFeedUrl=None, overdue=[], waitingHeading="0 waiting", hasThreads=False, threads=[], empty=empty("Nothing is waiting", "Every question has its first answer."), hasLogRows=False, logHeading="", logRows=[], pager=None)
view("tags", "tags", "tags/index.html", "tags", "Tags", nav="tags/index.html", intro="21 tags. The clock beside each says how soon half of its questions had a first answer.", hasTags=True, empty=NONE,
    tags=[{"url": f"{n}.html", "name": n, "description": d, "threadsText": c + " threads", "medianText": m, "openText": o} for (n, c), d, m, o in zip(TAGS, ["The first weeks of a group, before anybody knows it.", "People who joined and haven't spoken yet.", "What the group says about how soon it answers, and whether it holds.", None, "Why people believe an answer.", "How long a first answer takes.", None, "The first useful thing.", None, None, None, None], ["31 min", "15 min", "44 min", "1 h 20 min", "26 min", "9 min", None, "31 min", None, None, None, None], [None, None, "1 waiting", "1 waiting"] + [None] * 8)])
def b(rank, h, typ, ts, fa, an, ac, he, med, q, w, tied=False): return {"rank": rank, "rankSort": rank, "tied": tied, "person": who(h), "typical": typ, "typicalSort": ts, "firstAnswers": fa, "firstAnswersSort": fa, "answers": an, "answersSort": an, "accepted": ac, "acceptedSort": ac, "helped": he, "helpedSort": he, "median": med, "medianSort": ts, "quartiles": q, "within": w, "withinSort": w.rstrip("%")}
board = {"ranked": [b("1", "lian", "11 min", "660", "41", "57", "29", "33", "9 min", "4 min – 27 min", "100%"), b("2", "ravi", "19 min", "1140", "28", "44", "15", "24", "17 min", "8 min – 52 min", "96%", True), b("2", "nora", "19 min", "1140", "36", "61", "30", "31", "21 min", "7 min – 1 h 4 min", "94%", True), b("4", "yuki", "48 min", "2880", "22", "29", "11", "18", "51 min", "20 min – 2 h 10 min", "91%"), b("5", "mei", "1 h 15 min", "4500", "9", "14", "5", "9", "1 h 2 min", "31 min – 3 h", "89%")],
    "hasUnranked": True, "unrankedText": "With fewer than 5 answers, in alphabetical order", "unranked": [{"person": who(h), "firstAnswers": f, "firstAnswersSort": f, "answers": a, "answersSort": a, "accepted": "1", "acceptedSort": "1", "helped": f, "helpedSort": f} for h, f, a in [("amal", "2", "3"), ("sol", "1", "4"), ("tomas", "3", "4")]]}
fig = lambda v, l, n=None, u=None: {"value": v, "label": l, "note": n, "url": u}
view("tag", "tag", "tags/cold-start.html", "tag", "cold-start", nav="tags/index.html", crumbs=[("index.html", "Answerable"), ("tags/index.html", "Tags")], name="cold-start", description="The first weeks of a group, before anybody knows it: no members, no budget, no name.", body=None, hasSynonyms=True, synonymsText="bootstrap, first-month, 冷启动", parent=tag("growth"), hasChildren=True, children=[tag("mvp", "5"), tag("first-members", "4")], feedUrl="cold-start.xml", editUrl="https://example.org/edit/tags/cold-start.md",
    figures=[fig("31 min", "median to a first answer", "95% interval 22 min to 58 min"), fig("91%", "within the promise"), fig("14", "threads"), fig("1", "waiting")], figuresNote="The figures speak of 14 curated threads and 22 rows of the question log.", threadsHeading="14 threads", hasThreads=True, threads=rows()[:4], empty=NONE, pager=None, board=board)
view("people", "people", "people/index.html", "people", "People", nav="people/index.html", intro="34 people asked or answered. In alphabetical order: this is not a ranking.", hasPeople=True, empty=NONE, pager=None,
    people=[{"person": who(h), "bio": x, "facts": f} for h, x, f in [("amal", None, ["2 questions", "3 answers"]), ("lian", "Runs two groups on small-scale farming. Answers before breakfast.", ["4 questions", "57 answers", "41 first answers"]), ("mei", "Started a group with no budget, and wrote down how.", ["9 questions", "14 answers"]), ("nora", None, ["61 answers"]), ("yuki", "中文问题找我。", ["6 questions", "29 answers"]), ("welcome-bot", None, ["1 comment"])]])
A = lambda r, at: {**r, "answerTime": at, "note": None}
view("person", "person", "people/lian.html", "person", "lian", nav="people/index.html", crumbs=[("index.html", "Answerable"), ("people/index.html", "People")], name="lian", handle="lian", initial="l", tone="0", bot=False, since=time("2025-11-03", "November 2025"), links=[{"url": "https://example.org/lian", "text": "example.org/lian"}], editUrl=None, bio="<p>Runs two groups on small-scale farming. Answers before breakfast, and writes it down.</p>",
    figures=[fig("41", "first answers"), fig("57", "answers"), fig("29", "accepted"), fig("33", "people helped"), fig("9 min", "median to answer", "half between 4 min and 27 min"), fig("1", "rank of 5", None, "../leaderboard.html")], figuresNote=None, hasTags=True, tags=[tag("cold-start", "12"), tag("newcomers", "9")],
    hasAnswers=True, answersHeading="57 answers", answers=[A(rows()[0], answer_time("answered", "26 min", "first answer", "")), A(rows()[2], answer_time("answered", "8 min", "first answer", "")), A(rows()[1], answer_time("unknown", "3 h", "after the question", ""))], hasQuestions=True, questionsHeading="4 questions", questions=rows()[7:], isEmpty=False, empty=NONE)
view("rules", "rules", "rules/index.html", "rules", "Rules", nav="rules/index.html", intro="What the group promises and asks. A promise is checked by every build, in public.", hasPromises=True, promises=[promise(), promise(state="broken", verdict="Not kept", share="71.4%", v=71.4, lo=58.2, hi=81.1), promise(state="unsettled", verdict="Too few to tell", share="80.0%", v=80, lo=40.9, hi=94.6)], hasRules=True, empty=NONE,
    rules=[{"url": "first-answer.html", "title": "Every question gets a first answer within four hours", "lang": None, "excerpt": "Whoever asks, and whatever they know already. A first answer may be a question back.", "since": time("2026-01-01", "1 January 2026")}, {"url": "no-selling.html", "title": "Nobody sells to people who came for answers", "lang": None, "excerpt": "A tool may be named where it answers the question. Nothing else.", "since": time("2025-10-01", "1 October 2025")}, {"url": "newcomers.html", "title": "介绍新人的话题，而不是让新人介绍自己", "lang": "zh-Hans", "excerpt": None, "since": None}])
view("rule", "rule", "rules/first-answer.html", "rule", "Every question gets a first answer within four hours", nav="rules/index.html", crumbs=[("index.html", "Answerable"), ("rules/index.html", "Rules")], kicker="Rule with a promise", title="Every question gets a first answer within four hours", since=time("2026-01-01", "1 January 2026"), editUrl="https://example.org/edit/rules/first-answer.md",
    promise={**promise(), "sentence": "93.8% of questions had their first answer within 4 h. The group promised 90%.", "counts": [{"state": "kept", "value": "190", "label": "in time"}, {"state": "broken", "value": "6", "label": "late"}, {"state": "overdue", "value": "8", "label": "overdue"}, {"state": "pending", "value": "6", "label": "not yet due"}], "hoursText": "Counted in the promised hours, Mon–Sun 08:00–23:00: 96.1%.", "clockUrl": "../clock.html"},
    body="<p>Whoever asks, and whatever they know already. A first answer may be short, and it may be a question back; it must come from a person who read the question.</p><h2 id=\"how\">How we keep it<a class=\"heading-link\" href=\"#how\" aria-label=\"Link to “How we keep it”\">#</a></h2><ol><li>A rota names two people for each evening.</li><li>The overdue list is read aloud every Monday.</li></ol>",
    hasOverdue=True, overdueHeading="8 overdue", overdueFeedUrl="../overdue.xml", overdue=[rows()[5]], hasHistory=True, history=[{"since": time("2026-01-01", "1 Jan 2026"), "text": "within 4 h, 90%", "questions": "210", "share": "93.8%", "state": "kept", "verdict": "Kept"}, {"since": time("2025-10-01", "1 Oct 2025"), "text": "within 24 h, 90%", "questions": "64", "share": "84.2%", "state": "broken", "verdict": "Not kept"}])

def curve():
    W, H, L, R, Tp, B = 640, 300, 62, 16, 16, 44
    lo, hi = math.log(60), math.log(30 * 86400)
    x = lambda s: L + (math.log(s) - lo) / (hi - lo) * (W - L - R)
    y = lambda p: Tp + (1 - p) * (H - Tp - B)
    pts = [(60, .03), (180, .11), (300, .19), (600, .31), (900, .39), (1560, .5), (2700, .63), (3600, .71), (7200, .84), (10800, .905), (14400, .938), (28800, .952), (86400, .962), (3 * 86400, .968), (7 * 86400, .972), (30 * 86400, .976)]
    def step(f): 
        d = f"M{x(pts[0][0]):.1f} {y(f(pts[0])):.1f}"
        for a in pts[1:]: d += f"H{x(a[0]):.1f}V{y(f(a)):.1f}"
        return d
    up, dn = (lambda a: min(1, a[1] + .045 * (1 - a[1] * .55))), (lambda a: max(0, a[1] - .05 * (1 - a[1] * .4)))
    back = list(reversed(pts))
    back = list(reversed(pts))
    band = step(up) + f"V{y(dn(back[0])):.1f}" + "".join(f"V{y(dn(b)):.1f}H{x(b[0]):.1f}" for b in back[1:]) + "Z"
    s = f'<svg class="chart" viewBox="0 0 {W} {H}" role="img" aria-label="After 1 h 71% are answered, after 4 h 93.8%, after 7 days 97.2%">'
    for p in (0, .25, .5, .75, 1): s += f'<line class="grid" x1="{L}" x2="{W - R}" y1="{y(p):.1f}" y2="{y(p):.1f}"/><text x="{L - 8}" y="{y(p) + 5:.1f}" text-anchor="end">{int(p * 100)}%</text>'
    for v, n in ((60, "1 min"), (600, "10 min"), (3600, "1 h"), (14400, "4 h"), (86400, "1 day"), (7 * 86400, "7 days")): s += f'<line class="grid" x1="{x(v):.1f}" x2="{x(v):.1f}" y1="{Tp}" y2="{H - B}"/><text x="{x(v):.1f}" y="{H - B + 26}" text-anchor="middle">{n}</text>'
    s += f'<path class="band" d="{band}"/><path class="curve" d="{step(lambda a: a[1])}"/><line class="limit" x1="{x(14400):.1f}" x2="{x(14400):.1f}" y1="{Tp}" y2="{H - B}"/><circle class="mark" cx="{x(1560):.1f}" cy="{y(.5):.1f}" r="5"/><text class="label-curve" x="{x(1560) + 12:.1f}" y="{y(.5) + 18:.1f}">26 min</text></svg>'
    return s
def months():
    W, H, L, B = 640, 240, 70, 40
    data = [("Oct", 88), ("Nov", 61), ("Dec", 44), ("Jan", 31), ("Feb", 24), ("Mar", 22)]
    y = lambda v: 14 + (1 - v / 100) * (H - B - 14)
    s = f'<svg class="chart" viewBox="0 0 {W} {H}" role="img" aria-label="Median wait by month: from 1 h 28 min in October to 22 min in March">'
    for v, n in ((0, "0"), (30, "30 min"), (60, "1 h"), (90, "1½ h")): s += f'<line class="grid" x1="{L}" x2="{W - 10}" y1="{y(v):.1f}" y2="{y(v):.1f}"/><text x="{L - 8}" y="{y(v) + 5:.1f}" text-anchor="end">{n}</text>'
    for i, (m, v) in enumerate(data):
        cx = L + (i + .5) * (W - 10 - L) / 6
        s += f'<rect class="{"column-open" if i == 5 else "column"}" x="{cx - 22:.1f}" width="44" y="{y(v):.1f}" height="{y(0) - y(v):.1f}" rx="3"/><text x="{cx:.1f}" y="{H - 14}" text-anchor="middle">{m}</text>'
    return s + "</svg>"
hours = [f"{h:02d}" for h in range(24)]
def cell(d, h):
    v = [0, 0, 0, 0, 0, 0, 0, 48, 22, 9, 8, 14, 31, 18, 12, 15, 21, 24, 19, 9, 7, 6, 14, 50][h]
    if not v or (d > 4 and h < 9): return {"level": "0", "text": ""}
    v = int(v * (1 + .18 * ((d * 7 + h) % 5)))
    return {"level": str(1 + sum(v > c for c in (10, 18, 30, 45))), "text": f"{v}m"}
tagrow = lambda n, q, a, m, i, w, s: {"tag": tag(n, root="./"), "questions": q, "questionsSort": q, "answered": a, "answeredSort": a, "median": m, "medianSort": s, "interval": i, "within": w, "withinSort": w.rstrip("%")}
monthrow = lambda iso, tx, q, a, m, i, n, w, s, ns: {"text": tx, "sort": iso, "url": f"./archive/{iso}.html", "questions": q, "questionsSort": q, "answered": a, "answeredSort": a, "median": m, "medianSort": s, "interval": i, "naive": n, "naiveSort": ns, "within": w, "withinSort": w.rstrip("%")}
clock = dict(scope="These figures speak of the 210 questions in the question log, joined with the threads of this archive. 14 of them are still open, and they count.", hasQuestions=True, empty=NONE,
    median={"value": "26 min", "note": "Half of all questions have a first answer by then, counting those still waiting.", "interval": "95% interval 21 min to 34 min, from 210 questions"}, tooFewText="", naive={"value": "22 min", "note": "is the median of the answered questions alone. It leaves out the 14 that nobody answered."},
    shares=[{"label": l, "value": f"{v}%", "interval": f"{lo}–{hi}%", "bar": bar(v, lo, hi, None, f"{v}% within {l}")} for l, v, lo, hi in [("1 hour", 71.2, 64.6, 76.8), ("4 hours", 93.8, 90.1, 96.3), ("24 hours", 96.2, 92.8, 98.0), ("7 days", 97.2, 94.0, 98.7)]],
    hasPromises=True, rulesUrl="./rules/index.html", promises=[promise("./"), promise("./", "broken", "Not kept", "71.4%", 71.4, 58.2, 81.1)],
    curve={"curveChart": curve(), "caption": "210 questions, October 2025 to March 2026. The dashed line is the promise, 4 h.", "rows": [{"waited": w, "share": s, "interval": i, "atRisk": r} for w, s, i, r in [("10 min", "31.0%", "25.1–37.6%", "145"), ("26 min", "50.0%", "43.4–56.9%", "104"), ("1 h", "71.2%", "64.6–76.8%", "60"), ("4 h", "93.8%", "90.1–96.3%", "13"), ("7 days", "97.2%", "94.0–98.7%", "3")]]},
    months={"monthChart": months(), "caption": "Median wait of the questions asked in each month. March is still young: its open questions may change it.", "rows": [monthrow("2026-03", "March 2026", "12", "10", "22 min", "9 min – 1 h 40 min", "14 min", "91%", "1320", "840"), monthrow("2026-02", "February 2026", "41", "38", "24 min", "16 min – 38 min", "21 min", "94%", "1440", "1260"), monthrow("2026-01", "January 2026", "52", "49", "31 min", "22 min – 49 min", "27 min", "92%", "1860", "1620"), monthrow("2025-12", "December 2025", "38", "30", "44 min", "26 min – 2 h", "29 min", "79%", "2640", "1740"), monthrow("2025-11", "November 2025", "36", "24", "1 h 1 min", "33 min – not reached", "26 min", "66%", "3660", "1560")]},
    whenToAsk={"text": "Questions asked on Tuesday at 20:00 have the shortest wait: half are answered after 6 min.", "caption": "Median wait by weekday and hour, Asia/Shanghai. Blank where fewer than 5 questions were asked.", "hours": hours, "days": [{"day": d, "cells": [cell(i, h) for h in range(24)]} for i, d in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])]},
    coverage={"text": "32 of the 210 questions asked between October 2025 and March 2026 are in this archive.", "bar": bar(15.2, None, None, None, "15.2%")},
    hasTagRows=True, tagRows=[tagrow("answer-time", "24", "24", "9 min", "5 min – 21 min", "100%", "540"), tagrow("newcomers", "38", "37", "15 min", "11 min – 26 min", "97%", "900"), tagrow("cold-start", "36", "33", "31 min", "22 min – 58 min", "91%", "1860"), tagrow("curation", "19", "14", "1 h 20 min", "40 min – not reached", "70%", "4800")],
    figures=[fig("210", "questions"), fig("196", "answered by another"), fig("14", "still open"), fig("9", "answered by the asker", "counted as open until another answers"), fig("6", "dates without a time", "kept out of every duration"), fig("clock.json", "the data", None, "./clock.json")])
view("clock", "clock", "clock.html", "clock", "Answer clock", "./", nav="clock.html", **clock)
view("clock-small", "clock", "none/clock.html", "clock", "Answer clock", nav="clock.html", **{**clock, "median": None, "tooFewText": "4 questions are too few for a figure. The list itself is below.", "naive": None, "shares": [], "hasPromises": False, "promises": [], "curve": None, "months": None, "whenToAsk": None, "coverage": None, "hasTagRows": False, "tagRows": []})
lb = dict(intro="Who helps, and how soon one usually hears from them. 196 first answers by 34 people.", windows=[{"url": "./leaderboard.html", "text": "All time", "current": True}, {"url": "./leaderboard-365.html", "text": "365 days", "current": False}, {"url": "./leaderboard-90.html", "text": "90 days", "current": False}, {"url": "./leaderboard-30.html", "text": "30 days", "current": False}], board=board, empty=NONE, notes=["A rank needs at least 5 answers in the period.", "1 person prefers not to be listed.", "Bots are not listed."], clockUrl="./clock.html")
view("leaderboard", "leaderboard", "leaderboard.html", "leaderboard", "Leaderboard", "./", nav="leaderboard.html", **lb)
view("leaderboard-empty", "leaderboard", "none/leaderboard.html", "leaderboard", "Leaderboard", nav="leaderboard.html", **{**lb, "board": None, "empty": empty("Too few answers for a table", "A rank needs at least 5 answers in this period.")})
view("archive", "archive", "archive/index.html", "archive", "Archive", crumbs=[("index.html", "Answerable")], intro="83 threads, by the month they were asked in.", hasYears=True, empty=NONE, years=[{"anchor": "y2026", "year": "2026", "threadsText": "41 threads", "months": [{"url": "2026-03.html", "text": "March", "count": "9"}, {"url": "2026-02.html", "text": "February", "count": "17"}, {"url": "2026-01.html", "text": "January", "count": "15"}]}, {"anchor": "y2025", "year": "2025", "threadsText": "42 threads", "months": [{"url": "2025-12.html", "text": "December", "count": "13"}, {"url": "2025-11.html", "text": "November", "count": "20"}, {"url": "2025-10.html", "text": "October", "count": "9"}]}])
view("month", "month", "archive/2026-02.html", "month", "February 2026", crumbs=[("index.html", "Answerable"), ("archive/index.html", "Archive")], heading="February 2026", intro="17 threads. Half of the questions had a first answer after 24 min.", listLabel="Threads, newest first", threads=rows()[2:], pager=None, previousMonth={"url": "2026-01.html", "text": "January 2026"}, nextMonth={"url": "2026-03.html", "text": "March 2026"})
links = [{"url": "./threads/index.html", "text": "All threads"}, {"url": "./tags/index.html", "text": "All tags"}, {"url": "./archive/index.html", "text": "Archive by month"}]
view("search", "search", "search.html", "search", "Search", "./", own=True, page={"scripts": [{"url": "./assets/theme.js"}, {"url": "./assets/search-engine.js"}, {"url": "./assets/search.js"}]}, tags=[tag(n, c, "./") for n, c in TAGS], links=links)
view("notFound", "notFound", "404.html", "notFound", "Page not found", "./", own=True, page={"canonicalUrl": None}, links=links)
view("redirect", "redirect", "tags/bootstrap.html", "redirect", "cold-start", targetUrl="cold-start.html", targetTitle="cold-start")
view("page", "page", "about.html", "page", "About", "./", title="About this site", changed=time("2026-03-01", "1 March 2026"), editUrl="https://example.org/edit/pages/about.md", body="<p>The people, threads and figures of this sample are invented, to show what a group's own site looks like.</p><h2 id=\"why\">Why a clock<a class=\"heading-link\" href=\"#why\" aria-label=\"Link to “Why a clock”\">#</a></h2><p>Whoever asks would like to know one thing first: how soon will I hear back?</p><dl><dt>Answerable</dt><dd>able to be answered, and bound to answer.</dd></dl><details><summary>For the curious</summary><p>Every figure can be recomputed from the text.</p></details><p><mark>Nothing</mark> here is tracked, H<sub>2</sub>O and x<sup>2</sup> are fine, and ~~struck~~ <del>words</del> too.</p><hr><p>Fin.</p>")
