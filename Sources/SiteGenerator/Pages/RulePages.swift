import AnswerClock
import KnowledgeBase

@Sendable func rulePages(_ plan: Plan) -> [PageRequest] {
    plan.site.rules.indices.flatMap { index in
        plan.page(Permalinks.rule(plan.site.rules[index].slug), plan.templates.rule) { $0.rulePage(index) }
    }
}

@Sendable func ruleIndexPages(_ plan: Plan) -> [PageRequest] {
    plan.page(Permalinks.rules, plan.templates.rules, isIndex: true) { $0.ruleIndex() }
}

extension PageComposer {
    fileprivate func rulePage(_ index: Int) -> Page<RuleView> {
        let rule = site.rules[index]
        let report = model.report.promises.first { $0.promise.id == index }
        let all = report?.overdue ?? []
        let overdue = all.filter { $0.id >= 0 }.map(\.id)
        let unfiled = all.count - overdue.count
        return page(
            PageHead(
                kind: "rule", title: rule.title, description: digest(rule.source.body.rendered.firstParagraphText, bytes: 200),
                language: rule.source.language, type: "article",
                crumbs: [(Permalinks.home, site.settings.title), (Permalinks.rules, phrases("rules"))], section: Permalinks.rules),
            RuleView(
                kicker: phrases(rule.promises.isEmpty ? "ruleKicker" : "promiseKicker"), title: rule.title, since: rule.since.map { day($0) },
                revision: revision(rule.source.path), editUrl: editUrl(rule.source.path), notices: (rule.source.isDraft ? [draftNotice] : []) + [report.flatMap { endedNotice($0) }].compactMap { $0 }, promise: report.flatMap { standing($0) },
                body: body(rule.source.body, in: rule.source.path),
                overdueHeading: phrases("overdueCount", count: all.count), overdueFeedUrl: site.settings.outputs.feeds ? url(Permalinks.overdueFeed) : nil,
                overdueTermsText: report.flatMap { overdueTerms($0) }, overdue: overdue.prefix(site.settings.limits.pageSize).map { row($0) },
                overdueLogText: unfiled > 0 ? phrases("overdueInLog", count: unfiled) : nil, unansweredUrl: url(Permalinks.unanswered),
                history: report.map { history($0) } ?? [], extras: rule.source.extras.views))
    }

    /// The list has whoever waits too long by the terms under which they asked; the standing above it counts the present terms alone.
    private func overdueTerms(_ report: PromiseReport) -> String? {
        guard let period = report.periods.last, report.overdue.count > period.counts.overdue else { return nil }
        let since = site.timeZone.timestamp(Instant(secondsSince1970: period.terms.since)).local.date
        return phrases(
            "overdueTerms",
            [
                "date": phrases.date(since), "recent": phrases.numberText(period.counts.overdue),
                "earlier": phrases.numberText(report.overdue.count - period.counts.overdue),
            ])
    }

    fileprivate func ruleIndex() -> Page<RulesView> {
        page(
            PageHead(kind: "rules", title: phrases("rules"), crumbs: [(Permalinks.home, site.settings.title)], section: Permalinks.rules),
            RulesView(
                intro: phrases("rulesIntro"), promises: model.report.promises.compactMap { promise($0) },
                rules: site.rules.map { rule in
                    RulesView.Item(
                        url: url(Permalinks.rule(rule.slug)), title: rule.title, lang: language(rule.source.language),
                        excerpt: digest(rule.source.body.rendered.firstParagraphText, bytes: 240), since: rule.since.map { day($0) })
                },
                empty: site.rules.isEmpty
                    ? EmptyView(title: phrases("emptyRulesTitle"), text: phrases("emptyRulesText"), actionUrl: nil, actionText: nil) : nil))
    }
}
