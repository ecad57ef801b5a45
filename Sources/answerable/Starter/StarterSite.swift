/// The files of a new site: small, true, and each a pattern to copy.
struct StarterSite {
    /// An IANA name.
    var timeZone: String
    /// Times as content files write them.
    var today: String
    var asked: String
    var answered: String
    var loggedAsked: String
    var loggedAnswered: String

    var files: [(path: String, text: String)] { content + [(".gitignore", gitIgnore), ("README.md", readMe), (".github/workflows/publish.yml", gitHubWorkflow), (".gitlab-ci.yml", gitLabPipeline)] }

    private var content: [(path: String, text: String)] {
        [
            ("Content/site.yml", settings), ("Content/threads/how-do-i-add-a-thread.md", thread), ("Content/rules/first-answer.md", rule),
            ("Content/people/asker.md", "---\nname: asker\n---\n\nAsked the first question. Rename this file, or delete it.\n"),
            ("Content/people/curator.md", "---\nname: curator\n---\n\nKeeps the answers. Rename this file, or delete it.\n"),
            ("Content/tags/this-site.md", "---\ntitle: this-site\ndescription: How these pages are made and kept.\nsynonyms: [meta]\n---\n"),
            ("Content/log/\(today.prefix(4)).csv", log),
        ]
    }

    private var settings: String {
        """
        title: Our answers
        description: Questions that our group has answered, and how soon.
        language: en
        time_zone: \(timeZone)
        licence: CC BY-SA 4.0

        # The address of the published site: canonical links, the sitemap and absolute addresses in feeds.
        # base_url: https://answers.example.org/

        # Where a question is asked:
        # ask_link: https://chat.example.org/

        # "Edit this page" and "History" on every page:
        # edit_link: https://github.com/OWNER/REPOSITORY/edit/main/{path}
        # git: { history_link: "https://github.com/OWNER/REPOSITORY/commits/main/{path}" }

        # A list of answers that nobody wrote in or verified for a year:
        # stale_after: 365d

        """
    }

    private var thread: String {
        """
        ---
        title: How do I add a thread?
        asked: \(asked)
        by: asker
        tags: [this-site]
        ---

        A good answer came up in our chat. What do I write, and where, so that it is kept?

        ---
        answer: curator
        at: \(answered)
        accepted: true
        ---

        Add a Markdown file to `Content/threads/`. Its name becomes its address. It begins with the question's front matter, and each
        answer begins with its own:

        ```
        ---
        answer: HANDLE
        at: \(answered)
        ---

        The answer.
        ```

        `answerable new thread "How do I …?"` writes the first lines for you, `answerable check` reads the file over.
        What the group promises is in [the rules](../rules/first-answer.md).

        """
    }

    private var rule: String {
        """
        ---
        title: Every question gets a first answer within a day
        since: \(today)
        promise: { first_answer_within: 24h, share: 90% }
        ---

        Whoever asks, and whatever they know already. A first answer may be short, and it may be a question back; it comes from a person
        who has read the question. Every build of this site checks whether the promise is kept, and counts the questions that nobody answered.

        """
    }

    /// A question that became a thread, and one that didn't: the figures count both.
    private var log: String {
        """
        asked,asker,first_answer,answerer,thread,tags,title
        \(asked),asker,\(answered),curator,how-do-i-add-a-thread,this-site,How do I add a thread?
        \(loggedAsked),asker,\(loggedAnswered),curator,,this-site,Where do I ask?

        """
    }

    private var gitIgnore: String {
        """
        Output/*
        .Output.answerable/
        # What 'answerable check --external' found out, and other memory of the program; lists of imports stay in git.
        .answerable/*.tsv
        .answerable/cache*
        .DS_Store

        """
    }

    private var readMe: String {
        """
        # Our answers

        The sources of our knowledge base, built by Answerable.

        ```sh
        answerable new thread "How do I …?"   # starts a file in Content/threads/: write the question and the answers there
        answerable check                      # says what to mend, with file and line
        answerable build                      # writes Output/; open Output/index.html
        ```

        - `Content/site.yml`: title, language, time zone, address, links
        - `Content/threads/`: one file a question, its name is its address
        - `Content/rules/`: the group's rules; one may carry a promise that every build checks
        - `Content/people/`, `Content/tags/`: names, links, synonyms; all optional
        - `Content/log/`: every question that was asked, with or without a thread, so that the figures leave nobody out. Delete the folder if you keep no log.
        - `Content/pages/`, `Content/assets/`: free pages, files that are copied as they are

        Publishing: `Output/` is a folder of plain files for any web host. `.github/workflows/publish.yml` and `.gitlab-ci.yml` build it on every push;
        keep the one you use.

        """
    }
}
