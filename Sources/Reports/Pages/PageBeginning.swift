/// How every page of ours begins, and none of anybody else's.
package enum PageBeginning {
  package static let text: String = {
    let page = HTMLPage(title: "", header: [], main: [], footer: "").text
    // Up to the title, which is the first thing that differs.
    return String(page[..<(page.firstRange(of: "<title")?.lowerBound ?? page.endIndex)])
  }()
}
