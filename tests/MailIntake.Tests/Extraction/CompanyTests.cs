using MailIntake.Referrals.Extraction.Fields;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Tests.Extraction;

public class CompanyTests
{
    [Theory]
    [InlineData("gmail.com", true)]
    [InlineData("yahoo.co.uk", true)]
    [InlineData("hotmail.es", true)]
    [InlineData("globex.example", false)]
    [InlineData("mail.globex.co.uk", false)]
    public void Free_mail_names_no_company(string domain, bool free) =>
        MailDomain.IsFreeMail(domain).Should().Be(free);

    [Theory]
    [InlineData("globex.example", "globex")]
    [InlineData("mail.globex.co.uk", "globex")]
    [InlineData("sub.globex.com.br", "globex")]
    public void The_label_is_what_was_registered(string domain, string label) =>
        MailDomain.Label(domain).Should().Be(label);

    [Theory]
    [InlineData("granitestatehw", "granite state hardware", true)]
    [InlineData("ks-oberthal", "kantonsspital oberthal", true)]
    [InlineData("mhfs", "midwest health facilities shared", true)]
    [InlineData("bloemhofveiling", "veiling bloemhof", true)]
    [InlineData("globex", "initech", false)]
    [InlineData("tbgbrands", "crateful", false)]
    public void A_domain_is_explained_by_its_companys_words(string label, string words, bool explained) =>
        (DomainMatch.Score(label, words.Split(' ')) >= DomainMatch.Enough).Should().Be(explained);

    [Theory]
    [InlineData("Sie leitet die Nordwall Logistik GmbH & Co. KG in Bremen.", "Nordwall Logistik GmbH & Co. KG")]
    [InlineData("we met at Halden Marine Services Ltd last week", "Halden Marine Services Ltd")]
    [InlineData("Wodociągi Karkonoskie Sp. z o.o.", "Wodociągi Karkonoskie Sp. z o.o.")]
    [InlineData("from KarooCloud (Pty) Ltd, Cape Town", "KarooCloud (Pty) Ltd")]
    [InlineData("株式会社ミナト物流の経理部長", "株式会社ミナト物流")]
    [InlineData("ひかり食品株式会社", "ひかり食品株式会社")]
    [InlineData("医療法人つばめ会の事務長", "医療法人つばめ会")]
    [InlineData("明德医疗集团采购总监", "明德医疗集团")]
    public void Runs_end_with_their_legal_form(string text, string company) =>
        CompanyRuns.Find(House.Text(text)).Select(r => r.Value).Should().Contain(company);

    [Theory]
    [InlineData("Kaveri Foods Pvt Ltd, Erode", "Kaveri Foods Pvt Ltd")]
    [InlineData("Zuma Stores (Kano)", "Zuma Stores")]
    [InlineData("Globex, Inc.", "Globex, Inc.")]
    public void A_typed_company_loses_what_follows_its_name(string written, string company) =>
        CompanyValue.Of(written).Should().Be(company);

    [Fact]
    public void A_domain_alone_spells_a_name() =>
        CompanyValue.FromDomain("protea-packaging.example", []).Should().Be("Protea Packaging");

    [Fact]
    public void Small_print_names_no_company_of_a_person_elsewhere()
    {
        var nobody = new Referrals.Extraction.People.Introduction();
        var finder = new CompanyFinder(CompanySigns.OfProspect, new Exclusions(House.Directory, nobody), nobody);

        finder.Find([House.Text("Zebra Holdings Ltd scans this message for viruses.", StretchKind.SmallPrint)],
            new Referrals.Extraction.People.Person { Name = "Jane Roe" }, _ => false)
            .Should().BeNull();
    }
}
