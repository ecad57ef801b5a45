/* The floor of a build: reads every file, runs cmark-gfm with GitHub's extensions on it in N processes, and writes the same number of bytes
   into the same number of files as the build that it is compared with. It looks at nothing else: no front matter, no links, no pages.

   Usage: floor JOBS INPUTS OUTPUTS FOLDER
   INPUTS names a file a line; OUTPUTS has lines "SIZE PATH", paths below FOLDER, whose folders exist already.
   Build: cc -O2 floor.c -o floor -lcmark-gfm-extensions -lcmark-gfm */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char **lines(const char *path, size_t *count) {
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); exit(3); }
    size_t room = 1024, n = 0;
    char **all = malloc(room * sizeof *all), *line = NULL;
    size_t size = 0;
    ssize_t length;
    while ((length = getline(&line, &size, file)) > 0) {
        if (line[length - 1] == '\n') line[length - 1] = 0;
        if (n == room) all = realloc(all, (room *= 2) * sizeof *all);
        all[n++] = strdup(line);
    }
    fclose(file);
    *count = n;
    return all;
}

static size_t render(const char *path) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) { perror(path); exit(3); }
    char *bytes = malloc(status.st_size + 1);
    ssize_t length = read(file, bytes, status.st_size);
    close(file);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    static const char *names[] = {"table", "strikethrough", "autolink", "tasklist"};
    for (int i = 0; i < 4; i++) cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, bytes, length);
    cmark_node *root = cmark_parser_finish(parser);
    char *html = cmark_render_html(root, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions(parser));
    size_t made = strlen(html);
    free(html);
    cmark_node_free(root);
    cmark_parser_free(parser);
    free(bytes);
    return made;
}

int main(int argc, char **argv) {
    if (argc != 5) { fprintf(stderr, "usage: floor JOBS INPUTS OUTPUTS FOLDER\n"); return 2; }
    int jobs = atoi(argv[1]);
    size_t inputs, outputs;
    char **in = lines(argv[2], &inputs), **out = lines(argv[3], &outputs);
    if (chdir(argv[4]) != 0) { perror(argv[4]); return 3; }
    for (int job = 0; job < jobs; job++) {
        if (fork() != 0) continue;
        cmark_gfm_core_extensions_ensure_registered();
        size_t made = 0;
        for (size_t i = job; i < inputs; i += jobs) made += render(in[i]);
        static char block[1 << 26];
        memset(block, 'x', sizeof block);
        for (size_t i = job; i < outputs; i += jobs) {
            char *path;
            size_t left = strtoull(out[i], &path, 10);
            int file = open(path + 1, O_WRONLY | O_CREAT | O_TRUNC, 0644);
            if (file < 0) { perror(path + 1); exit(3); }
            while (left > 0) {
                ssize_t wrote = write(file, block, left < sizeof block ? left : sizeof block);
                if (wrote < 0) { perror(path + 1); exit(3); }
                left -= wrote;
            }
            close(file);
        }
        exit(made == 0);
    }
    int status, failed = 0;
    while (wait(&status) > 0) failed |= status;
    return failed != 0;
}
