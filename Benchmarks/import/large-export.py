"""Writes a large export of one kind, of invented words, to measure an import with.

    python3 Benchmarks/import/large-export.py KIND MEGABYTES FOLDER

KIND is stackexchange, discourse, github, slack, zulip, zulip-export, discord, telegram or mbox. The same arguments give the same bytes.
"""
import json
import os
import random
import sys
import time

kind, megabytes, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
limit = megabytes << 20
os.makedirs(folder, exist_ok=True)
chance = random.Random(20200913)
words = ["".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(chance.randint(2, 9))) for _ in range(5000)]
# A long text, of which every post has a stretch.
river = [chance.choice(words) for _ in range(500_000)]
START = 1_500_000_000


def text(count):
    start = chance.randrange(len(river) - count)
    return " ".join(river[start:start + count])


def iso(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def conversation():
    """Messages as (number, author, seconds, text, the message it answers), chains of a question and some replies."""
    number, seconds = 0, START
    while True:
        number += 1
        seconds += 700
        opener = number
        yield number, chance.randrange(5000), seconds, text(chance.randint(10, 60)) + ", how is that done here?", None
        for _ in range(chance.randint(0, 6)):
            number += 1
            seconds += chance.randint(20, 900)
            yield number, chance.randrange(5000), seconds, text(chance.randint(5, 80)) + ".", opener


def many(name, head, tail, record, source, separator=",\n"):
    """One file with records until the size is reached."""
    size = 0
    with open(os.path.join(folder, name), "w") as out:
        out.write(head)
        for index, item in enumerate(source):
            piece = (separator if index else "") + record(item)
            size += len(piece)
            out.write(piece)
            if size >= limit:
                break
        out.write(tail)


def split(items, count):
    part = []
    for item in items:
        part.append(item)
        if len(part) == count:
            yield part
            part = []


if kind == "stackexchange":
    def rows():
        number, seconds = 0, START
        while True:
            number += 1
            seconds += 1000
            question = number
            body = "".join("&lt;p&gt;%s&lt;/p&gt;" % text(60) for _ in range(3))
            yield ('<row Id="%d" PostTypeId="1" CreationDate="%s.000" Score="%d" Body="%s" OwnerUserId="%d" Title="%s" Tags="&lt;%s&gt;" />'
                   % (number, iso(seconds), chance.randint(-2, 90), body, chance.randrange(1, 60000), text(8), chance.choice(words[:300])))
            for _ in range(chance.randint(0, 4)):
                number += 1
                body = "".join("&lt;p&gt;%s&lt;/p&gt;" % text(50) for _ in range(2)) + "&lt;pre&gt;&lt;code&gt;%s&lt;/code&gt;&lt;/pre&gt;" % text(20)
                link = "&lt;a href=&quot;/questions/%d/x&quot;&gt;this&lt;/a&gt;" % chance.randint(1, number) if chance.random() < 0.1 else ""
                yield ('<row Id="%d" PostTypeId="2" ParentId="%d" CreationDate="%s.000" Score="%d" Body="%s%s" OwnerUserId="%d" />'
                       % (number, question, iso(seconds + chance.randint(60, 90000)), chance.randint(-2, 90), body, link, chance.randrange(1, 60000)))
    many("Posts.xml", '<?xml version="1.0" encoding="utf-8"?>\n<posts>\n', "\n</posts>\n", lambda row: row, rows(), "\n")
    with open(os.path.join(folder, "Users.xml"), "w") as out:
        out.write("<users>\n" + "".join('<row Id="%d" DisplayName="%s" />\n' % (n, text(2)) for n in range(1, 60000)) + "</users>\n")
elif kind == "discourse":
    size, number = 0, 0
    for number in range(1, 10_000_000):
        posts = [{"id": number * 100 + n, "post_number": n, "username": "u%d" % chance.randrange(5000), "name": "", "created_at": iso(START + number * 500 + n * 60) + ".000Z",
                  "cooked": "".join("<p>%s</p>" % text(50) for _ in range(2)), "avatar_template": "/user_avatar/forum.example/x/1.png", "topic_id": number,
                  "actions_summary": [{"id": 2, "count": n}]} for n in range(1, chance.randint(2, 9))]
        line = json.dumps({"id": number, "title": text(8), "tags": [chance.choice(words[:200])], "category_id": 3, "post_stream": {"posts": posts, "stream": [p["id"] for p in posts]}})
        with open(os.path.join(folder, "all.json"), "a" if number > 1 else "w") as out:
            out.write(("[" if number == 1 else ",\n") + line)
        size += len(line)
        if size >= limit:
            break
    with open(os.path.join(folder, "all.json"), "a") as out:
        out.write("]")
elif kind == "github":
    def discussions():
        number = 0
        while True:
            number += 1
            comments = [{"id": "c%d-%d" % (number, n), "createdAt": iso(START + number * 900 + n * 60) + "Z", "author": {"login": "u%d" % chance.randrange(5000)}, "body": text(80), "replies": {"nodes": []}}
                        for n in range(chance.randint(0, 6))]
            yield {"title": text(8), "url": "https://github.com/example/example/discussions/%d" % number, "createdAt": iso(START + number * 900) + "Z", "author": {"login": "u%d" % chance.randrange(5000)},
                   "body": text(120), "category": {"name": "Q&A"}, "comments": {"nodes": comments}}
    many("discussions.json", '{"data":{"repository":{"discussions":{"nodes":[', "]}}}}", json.dumps, discussions())
elif kind == "slack":
    with open(os.path.join(folder, "channels.json"), "w") as out:
        json.dump([{"id": "C1", "name": "help"}], out)
    with open(os.path.join(folder, "users.json"), "w") as out:
        json.dump([{"id": "U%d" % n, "name": "u%d" % n, "profile": {"display_name": text(2)}} for n in range(5000)], out)
    os.makedirs(os.path.join(folder, "help"), exist_ok=True)
    size = 0
    stamps = {}
    for day, part in enumerate(split(conversation(), 2000)):
        messages = []
        for number, author, seconds, said, opener in part:
            stamp = "%d.%06d" % (seconds, number % 1000000)
            stamps[number] = stamp
            messages.append({"type": "message", "user": "U%d" % author, "ts": stamp, "text": said, "thread_ts": stamps.get(opener or number, stamp), "blocks": [{"type": "rich_text", "elements": [{"type": "text", "text": said}]}]})
        line = json.dumps(messages)
        with open(os.path.join(folder, "help", "%05d.json" % day), "w") as out:
            out.write(line)
        size += len(line)
        if size >= limit:
            break
elif kind == "zulip":
    with open(os.path.join(folder, "stream_index.json"), "w") as out:
        json.dump({"streams": {"help": {"id": 4}}}, out)
    os.makedirs(os.path.join(folder, "4-help"), exist_ok=True)
    size = 0
    for topic, part in enumerate(split(conversation(), 8)):
        line = json.dumps([{"id": n, "sender_full_name": "U %d" % a, "timestamp": s, "content": "<p>%s</p>" % t} for n, a, s, t, _ in part])
        with open(os.path.join(folder, "4-help", "t%d.json" % topic), "w") as out:
            out.write(line)
        size += len(line)
        if size >= limit:
            break
elif kind == "zulip-export":
    with open(os.path.join(folder, "realm.json"), "w") as out:
        json.dump({"zerver_realm": [{"id": 2, "string_id": "example", "name": "Example"}], "zerver_userprofile": [{"id": n, "full_name": "U %d" % n} for n in range(5000)],
                   "zerver_stream": [{"id": 4, "name": "help"}], "zerver_recipient": [{"id": 31, "type": 2, "type_id": 4}]}, out)
    many("messages-000001.json", '{"zerver_message":[', "]}",
         lambda m: json.dumps({"id": m[0], "sender": m[1], "recipient": 31, "subject": "topic %d" % (m[0] // 8), "date_sent": m[2], "content": m[3], "rendered_content": "<p>%s</p>" % m[3]}), conversation())
elif kind == "discord":
    def message(m):
        number, author, seconds, said, opener = m
        out = {"id": str(10**18 + number), "type": "Reply" if opener else "Default", "timestamp": iso(seconds) + ".000+00:00", "timestampEdited": None, "isPinned": False, "content": said,
               "author": {"id": str(10**17 + author), "name": "u%d" % author, "discriminator": "0000", "nickname": "u%d" % author, "color": None, "isBot": False, "avatarUrl": "https://cdn.example/%d.png" % author},
               "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": []}
        if opener:
            out["reference"] = {"messageId": str(10**18 + opener), "channelId": "9", "guildId": "77"}
        return json.dumps(out, indent=2)
    many("help.json", '{"guild":{"id":"77","name":"G"},"channel":{"id":"9","type":"GuildTextChat","category":"Text","name":"help"},"messages":[', "]}", message, conversation())
elif kind == "telegram":
    def message(m):
        number, author, seconds, said, opener = m
        out = {"id": number, "type": "message", "date": iso(seconds), "date_unixtime": str(seconds), "from": "U %d" % author, "from_id": "user%d" % author, "text": said, "text_entities": [{"type": "plain", "text": said}]}
        if opener:
            out["reply_to_message_id"] = opener
        return json.dumps(out, indent=1)
    many("result.json", '{"name":"g","type":"public_supergroup","id":5,"messages":[', "]}", message, conversation())
elif kind == "mbox":
    def mail(m):
        number, author, seconds, said, opener = m
        stamp = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(seconds))
        reply = "In-Reply-To: <%d@example.org>\nReferences: <%d@example.org>\n" % (opener, opener) if opener else ""
        return ("From u at example.org  %s\nFrom: U %d <u%d@example.org>\nDate: %s\nSubject: %s\nMessage-ID: <%d@example.org>\n%s\n%s\n\n"
                % (time.strftime("%a %b %d %H:%M:%S %Y", time.gmtime(seconds)), author, author, stamp, "Re: it" if opener else "it?", number, reply, "\n".join([said] * 3)))
    many("list.mbox", "", "", mail, conversation(), "")
else:
    sys.exit("unknown kind: " + kind)
