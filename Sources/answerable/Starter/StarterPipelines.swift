/// What builds and publishes a new site on every push. The same files stand in Docs/Hosting.md.
extension StarterSite {
    var gitHubWorkflow: String { Self.gitHubWorkflow }
    var gitLabPipeline: String { Self.gitLabPipeline }

    static let gitHubWorkflow = """
        # Checks and builds the site on every push to main, and publishes it on GitHub Pages.
        #
        # Once: Settings → Pages → Source: "GitHub Actions"; Settings → Secrets and variables → Actions → Variables: ANSWERABLE_REPOSITORY, the
        # address that you cloned Answerable from. In Content/site.yml set base_url to the address that Pages gives you.
        name: Publish the site
        on:
          push:
            branches: [main]
          pull_request:
          workflow_dispatch:
        permissions:
          contents: read
          pages: write
          id-token: write
        concurrency:
          group: pages-${{ github.ref }}
          cancel-in-progress: true
        jobs:
          build:
            # The runner's image has Swift.
            runs-on: ubuntu-24.04
            env:
              REPOSITORY: ${{ vars.ANSWERABLE_REPOSITORY }}
            steps:
              - uses: actions/checkout@v4
                with:
                  # Last changes, redirects of renamed files and the time of the figures come from the history.
                  fetch-depth: 0
              - id: version
                run: |
                  test -n "$REPOSITORY" || { echo '::error::The variable ANSWERABLE_REPOSITORY is not set; the first lines of this workflow say where.'; exit 1; }
                  echo "commit=$(git ls-remote "$REPOSITORY" HEAD | cut -f1)" >> "$GITHUB_OUTPUT"
              - id: program
                uses: actions/cache@v4
                with:
                  path: ~/answerable
                  key: answerable-${{ runner.os }}-${{ steps.version.outputs.commit }}
              - if: steps.program.outputs.cache-hit != 'true'
                run: |
                  git clone --depth 1 "$REPOSITORY" /tmp/answerable
                  /tmp/answerable/Scripts/install ~/answerable
              - run: ~/answerable/answerable check --format github
              - run: ~/answerable/answerable build --strict
              - if: github.ref == 'refs/heads/main'
                uses: actions/upload-pages-artifact@v3
                with:
                  path: Output
          publish:
            needs: build
            if: github.ref == 'refs/heads/main'
            runs-on: ubuntu-24.04
            environment:
              name: github-pages
              url: ${{ steps.deployment.outputs.page_url }}
            steps:
              - id: deployment
                uses: actions/deploy-pages@v4

        """

    static let gitLabPipeline = """
        # Checks and builds the site on every push, and publishes it on GitLab Pages from the default branch.
        #
        # Once: Settings → CI/CD → Variables: ANSWERABLE_REPOSITORY, the address that you cloned Answerable from.
        image: swift:6.1-bookworm
        variables:
          # Last changes, redirects of renamed files and the time of the figures come from the history.
          GIT_DEPTH: 0
        cache:
          key: answerable
          paths: [.program]
        before_script:
          - test -n "$ANSWERABLE_REPOSITORY" || { echo 'The variable ANSWERABLE_REPOSITORY is not set; the first lines of .gitlab-ci.yml say where.'; exit 1; }
          - commit=$(git ls-remote "$ANSWERABLE_REPOSITORY" HEAD | cut -f1)
          - |
            if [ "$(cat .program/commit 2>/dev/null)" != "$commit" ]; then
              git clone --depth 1 "$ANSWERABLE_REPOSITORY" /tmp/answerable
              /tmp/answerable/Scripts/install "$PWD/.program"
              echo "$commit" > .program/commit
            fi
        check:
          script:
            - .program/answerable check --strict
          rules:
            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
        pages:
          script:
            - .program/answerable build --strict --output public
          artifacts:
            paths: [public]
          rules:
            - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

        """
}
