/// Commands that stand for one character, by what it is. Each list is `name character` pairs, parted by blanks.
enum MathSymbols {
    enum Kind { case letter, uprightLetter, relation, opener, closer, delimiter, largeOperator, integral, plain }

    struct Symbol {
        var text: String
        var kind: Kind
    }

    static let table: [String: Symbol] = {
        var table: [String: Symbol] = [:]
        for (list, kind) in lists {
            let words = list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
            for index in stride(from: 0, to: words.count - 1, by: 2) { table[words[index]] = Symbol(text: words[index + 1], kind: kind) }
        }
        return table
    }()

    /// Functions, upright; those in the second list have limits below them.
    static let functions: Set<String> = Set(
        "arccos arcsin arctan arctg arg ch cos cosec cosh cot cotg coth csc ctg cth deg dim exp hom ker lg ln log sec sh sin sinh tan tanh tg th".split(separator: " ").map(String.init))
    static let limitFunctions: Set<String> = Set("det gcd inf lim liminf limsup max min Pr sup injlim projlim argmax argmin".split(separator: " ").map(String.init))

    private static let lists: [(String, Kind)] = [
        ("""
            alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ \
            sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ imath ı jmath ȷ ell ℓ partial ∂ thetasym ϑ
            """, .letter),
        ("""
            Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω hbar ℏ hslash ℏ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ wp ℘ infty ∞ emptyset ∅ varnothing ∅ nabla ∇ \
            forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □ Box □ Diamond ◇ blacksquare ■ bigstar ★ checkmark ✓ complement ∁ degree ° mho ℧ eth ð hearts ♡ clubs ♣ \
            spadesuit ♠ heartsuit ♡ diamondsuit ♢ clubsuit ♣ flat ♭ natural ♮ sharp ♯ prime ′ backprime ‵ qed □ QED ∎ dag † ddag ‡ P ¶ S § copyright © pounds £ Finv Ⅎ Game ⅁ lozenge ◊ \
            R ℝ N ℕ Z ℤ Q ℚ C ℂ Complex ℂ reals ℝ Reals ℝ natnums ℕ cnums ℂ infin ∞ empty ∅
            """, .uprightLetter),
        ("""
            leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ equiv ≡ sim ∼ simeq ≃ approx ≈ approxeq ≊ \
            cong ≅ propto ∝ varpropto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ \
            nsupseteq ⊉ sqsubseteq ⊑ sqsupseteq ⊒ sqsubset ⊏ sqsupset ⊐ mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⟂ vdash ⊢ dashv ⊣ Vdash ⊩ vDash ⊨ models ⊨ nvdash ⊬ nvDash ⊭ bowtie ⋈ smile ⌣ frown ⌢ \
            nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nsim ≁ ncong ≇ trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳ colon : therefore ∴ because ∵ between ≬ pitchfork ⋔ backsim ∽ doteqdot ≑ \
            to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵ \
            longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ hookleftarrow ↩ twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ \
            uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ \
            rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ rightsquigarrow ⇝ leadsto ⇝ circlearrowleft ↺ circlearrowright ↻ curvearrowright ↷ \
            curvearrowleft ↶ nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ nLeftarrow ⇍ nleftrightarrow ↮ nLeftrightarrow ⇎ multimap ⊸ restriction ↾ upharpoonright ↾ rArr ⇒ lArr ⇐ hArr ⇔ rarr → larr ← harr ↔ \
            pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ oplus ⊕ ominus ⊖ otimes ⊗ \
            oslash ⊘ odot ⊙ bigcirc ◯ dagger † ddagger ‡ diamond ⋄ triangleleft ◃ triangleright ▹ bigtriangleup △ bigtriangledown ▽ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ barwedge ⊼ \
            veebar ⊻ doublebarwedge ⩞ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ intercal ⊺ dotplus ∔ divideontimes ⋇ curlyvee ⋎ curlywedge ⋏ cdotp · sdot ⋅ plusmn ± centerdot ⋅ circledast ⊛ circledcirc ⊚
            """, .relation),
        ("neg ¬ lnot ¬ surd √ backslash \\ ldots … dots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ iddots ⋰ hdots … colonapprox ∶≈ ldotp . And & lq ‘ rq ’ _ _ % % # # $ $ & &", .plain),
        ("lbrace { { { langle ⟨ lceil ⌈ lfloor ⌊ lvert | lVert ‖ lbrack [ lgroup ⟮ lmoustache ⎰ ulcorner ⌜ llcorner ⌞ llbracket ⟦ lang ⟨", .opener),
        ("rbrace } } } rangle ⟩ rceil ⌉ rfloor ⌋ rvert | rVert ‖ rbrack ] rgroup ⟯ rmoustache ⎱ urcorner ⌝ lrcorner ⌟ rrbracket ⟧ rang ⟩", .closer),
        ("vert | Vert ‖ | ‖", .delimiter),
        ("sum ∑ prod ∏ coprod ∐ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆", .largeOperator),
        ("int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ smallint ∫ intop ∫", .integral),
    ]

    /// `\not` before a sign that has a character of its own.
    static let negations: [String: String] = [
        "=": "≠", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "∣": "∤", "∥": "∦", "∼": "≁", "≃": "≄", "≅": "≇", "≈": "≉", "≡": "≢", "∃": "∄",
        "→": "↛", "←": "↚", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎", "⊢": "⊬", "⊨": "⊭",
    ]

    /// The mark of an accent, and whether it grows with what it stands over.
    static let accents: [String: (mark: String, isStretchy: Bool)] = [
        "hat": ("^", false), "widehat": ("^", true), "check": ("ˇ", false), "widecheck": ("ˇ", true), "tilde": ("~", false), "widetilde": ("~", true), "acute": ("´", false), "grave": ("`", false),
        "dot": ("˙", false), "ddot": ("¨", false), "dddot": ("⃛", false), "breve": ("˘", false), "bar": ("¯", false), "vec": ("→", false), "mathring": ("˚", false), "overline": ("¯", true),
        "overrightarrow": ("→", true), "overleftarrow": ("←", true), "overleftrightarrow": ("↔", true), "overbrace": ("⏞", true), "overparen": ("⏜", true), "overbracket": ("⎴", true),
    ]
    static let underAccents: [String: String] = [
        "underline": "_", "underbar": "_", "underbrace": "⏟", "underrightarrow": "→", "underleftarrow": "←", "underparen": "⏝", "underbracket": "⎵", "utilde": "~",
    ]

    /// Thousandths of an em.
    static let spaces: [String: Int] = [
        ",": 167, "thinspace": 167, ":": 222, ">": 222, "medspace": 222, ";": 278, "thickspace": 278, "!": -167, "negthinspace": -167, " ": 250, "\n": 250, "space": 250, "nobreakspace": 250, "quad": 1000,
        "qquad": 2000, "enspace": 500, "enskip": 500, "negmedspace": -222, "negthickspace": -278, "/": 0,
    ]

    static let alphabets: [String: MathAlphabet] = [
        "mathrm": .normal, "mathup": .normal, "mathbf": .bold, "boldsymbol": .boldItalic, "bm": .boldItalic, "pmb": .boldItalic, "mathit": .italic, "mathnormal": .italic, "mathbb": .doubleStruck, "Bbb": .doubleStruck,
        "mathcal": .script, "mathscr": .script, "mathfrak": .fraktur, "frak": .fraktur, "mathsf": .sansSerif, "mathtt": .monospace, "symbf": .bold, "symbb": .doubleStruck, "symcal": .script, "symrm": .normal,
        "mathbfit": .boldItalic, "bold": .bold,
    ]
    /// Old switches, which hold to the end of the group.
    static let switches: [String: MathAlphabet] = ["rm": .normal, "bf": .bold, "it": .italic, "cal": .script, "sf": .sansSerif, "tt": .monospace]
    static let texts: [String: MathAlphabet] = [
        "text": .normal, "textrm": .normal, "textnormal": .normal, "textup": .normal, "mbox": .normal, "hbox": .normal, "textbf": .bold, "textit": .italic, "emph": .italic, "textsf": .sansSerif, "texttt": .monospace,
    ]
    /// Hundredths of an em.
    static let sizes: [String: Int] = {
        var sizes: [String: Int] = [:]
        for (name, size) in [("big", 120), ("Big", 180), ("bigg", 240), ("Bigg", 300)] { for end in ["", "l", "r", "m"] { sizes[name + end] = size } }
        return sizes
    }()
    /// Commands without a look of their own: what they hold is shown.
    static let transparent: Set<String> = ["mathord", "mathopen", "mathclose", "mathpunct", "mathinner", "mathbin", "mathrel", "smash", "ensuremath", "mathstrut", "hphantom", "textstyle*"]
    static let ignored: Set<String> = ["nonumber", "notag", "displaylimits", "hline", "hfill", "relax", "null", "allowbreak", "nobreak", "left.", "noindent", "strut", "tiny", "scriptsize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge", "newline"]

    /// Every command, for the nearest name.
    static let names: [String] = {
        var names = Array(table.keys) + Array(functions) + Array(limitFunctions) + Array(accents.keys) + Array(underAccents.keys) + Array(spaces.keys) + Array(alphabets.keys) + Array(texts.keys)
        names += ["frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom", "sqrt", "left", "right", "middle", "operatorname", "begin", "end", "overset", "underset", "stackrel", "boxed", "phantom", "not", "pmod",
            "bmod", "mod", "tag", "substack", "xrightarrow", "xleftarrow", "displaystyle", "textstyle", "limits", "nolimits", "mathop", "hspace"]
        return names.filter { $0.utf8.count > 1 }.sorted()
    }()
}
