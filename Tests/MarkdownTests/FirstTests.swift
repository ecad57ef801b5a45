import Diagnostics
import Testing
@testable import Markdown
