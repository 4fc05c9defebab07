import Kernel
import Settings

/// `erp.conf.5`: every setting, from the declarations that the programs read.
enum SettingsPage {
  static func text() -> String {
    var page = Roff(
      "erp.conf", section: 5, version: ProductVersion.text, "settings of the ERP", "ERP 的设置")
    page.section("SYNOPSIS 用法")
    page.paragraphs("/etc/erp/erp.conf\n/etc/erp/conf.d/*.conf")
    page.section("DESCRIPTION 说明")
    page.paragraphs(
      """
      A line is KEY=VALUE; a line that begins with # is a comment. A file of conf.d wins over \
      erp.conf, of two of them the one whose name comes later, and the environment over all. A key \
      that is none is a fault. After a change: erp check --settings, then erp restart.
      每行 KEY=VALUE，以 # 开头的行为注释。conf.d 中的文件优先于 erp.conf，文件名靠后者优先，\
      环境变量最优先；未知的键视为错误。修改后先 erp check --settings，再 erp restart。
      A secret, written as KEY[_FILE] here, stands best in a file of its own, which KEY_FILE names.
      密码类设置（此处写作 KEY[_FILE]）最好写在单独的文件里，用 KEY_FILE 指定其路径。
      """)
    page.section("SETTINGS 设置项")
    for row in SettingsTable.effective().rows {
      let standard = row.standard.flatMap { $0.isEmpty ? nil : " Default 默认: \($0)." } ?? ""
      let range = row.range.map { " \($0)." } ?? ""
      page.item(row.name, row.purpose + range + standard, row.purposeInChinese)
    }
    page.section("SEE ALSO 参见")
    page.paragraphs("erp(1), erp-setup(8)")
    return page.text
  }
}
