/// The files of a new site: small, true, and each a pattern to copy.
enum StarterSite {
    static func files(timeZone: String, today: String, asked: String, answered: String) -> [(path: String, text: String)] {
        [
            (".gitignore", "Output/*\n.Output.answerable/\n"),
            (
                "Content/site.yml",
                """
                title: Our answers
                description: Questions that our group has answered, and how soon.
                language: en
                time_zone: \(timeZone)
                # The address of the published site: canonical links, the sitemap and absolute addresses in feeds.
                # base_url: https://answers.example.org/
                # Where a question is asked:
                # ask_link: https://chat.example.org/
                # "Edit this page" on every page:
                # edit_link: https://github.com/OWNER/REPOSITORY/edit/main/{path}
                licence: CC BY-SA 4.0

                """
            ),
            (
                "Content/threads/how-do-i-add-a-thread.md",
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
            ),
            (
                "Content/rules/first-answer.md",
                """
                ---
                title: Every question gets a first answer within a day
                since: \(today)
                promise: { first_answer_within: 24h, share: 90% }
                ---

                Whoever asks, and whatever they know already. A first answer may be short, and it may be a question back; it comes from a person
                who has read the question. Every build of this site checks whether the promise is kept, and counts the questions that nobody answered.

                """
            ),
            ("Content/people/asker.md", "---\nname: asker\n---\n\nAsked the first question. Rename this file, or delete it.\n"),
            ("Content/people/curator.md", "---\nname: curator\n---\n\nKeeps the answers. Rename this file, or delete it.\n"),
            (
                "Content/tags/this-site.md",
                "---\ntitle: this-site\ndescription: How these pages are made and kept.\nsynonyms: [meta]\n---\n"
            ),
        ]
    }
}
