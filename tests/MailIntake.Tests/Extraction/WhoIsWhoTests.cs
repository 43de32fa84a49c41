using MailIntake.Referrals;

namespace MailIntake.Tests.Extraction;

public class WhoIsWhoTests
{
    private const string Rep = "Nora Lind <nora.lind@tidewell.example>";
    private const string Partner = "Greta Vance <greta@birchoak.example>";
    private const string Track = "track@tidewell.example";

    [Fact]
    public void Our_rep_forwards_the_partners_introduction()
    {
        var draft = House.Draft(Rep, Track, "Fwd: Intro", Forward(Partner, "Jane Roe <jane.roe@globexfoods.example>, " + Rep,
            "Jane, meet Nora. Nora, Jane is VP Finance at Globex Foods and needs RouteWise.\n\nGreta\nBirch & Oak\n+1 312 555 0187"));

        Says(draft, ("PartnerCompany", "Birch & Oak LLP"), ("PartnerContactEmail", "greta@birchoak.example"),
            ("ProspectContactName", "Jane Roe"),
            ("ProspectContactEmail", "jane.roe@globexfoods.example"), ("ProspectCompany", "Globex Foods"),
            ("ProspectContactTitle", "VP Finance"),
            ("RepName", "Nora Lind"), ("ProductInterest", "RouteWise"), ("IntroducedOn", "2026-03-02"));
        draft[FieldName.ProspectContactPhone].Should().BeNull("the number is the partner's");
    }

    [Fact]
    public void The_partner_forwards_the_prospects_own_mail()
    {
        var draft = House.Draft(Partner, Track, "Fwd: question", Forward("Lena Marsh <lena@orchidlabs.example>", Partner,
            "Greta, who does ledgers?\n\nLena Marsh\nHead of Finance | Orchid Labs\n+44 20 7946 0777"));

        Says(draft, ("PartnerContactName", "Greta Vance"), ("ProspectContactName", "Lena Marsh"),
            ("ProspectCompany", "Orchid Labs"),
            ("ProspectContactTitle", "Head of Finance"), ("ProspectContactPhone", "+44 20 7946 0777"));
    }

    [Fact]
    public void A_live_introduction_with_track_on_copy()
    {
        var draft = House.Draft(Partner, "Devon Ash <devon@mapleclinics.example>", "Intro", "Hi Devon,\n\nNora is at Tidewell (cc'd). Nora, Devon runs ops at Maple Clinics.\n\nGreta",
            $"Cc: {Rep}, {Track}\r\n");

        Says(draft, ("ProspectContactName", "Devon Ash"), ("ProspectCompany", "Maple Clinics"),
            ("RepEmail", "nora.lind@tidewell.example"), ("IntroducedOn", "2026-03-03"));
    }

    [Fact]
    public void The_prospect_answers_and_the_introducer_stands_quoted()
    {
        var draft = House.Draft("Seun Bell <seun@brightwater.example>", $"Hugo Stein <hugo@karoo-cloud.example>, {Rep}", "Re: intro",
            "Thanks for the intro, Hugo! Moving you to bcc.\nMy cell is 206-555-0114.\n\nSeun Bell\nVP Finance, Brightwater Studios\n\n"
            + "On Mon, Mar 2, 2026 at 12:48 PM Hugo Stein <hugo@karoo-cloud.example> wrote:\n\n> Seun, Nora - please meet.\n>\n> Hugo\n> KarooCloud (Pty) Ltd\n",
            $"Cc: {Track}\r\n");

        Says(draft, ("PartnerContactEmail", "hugo@karoo-cloud.example"),
            ("ProspectContactEmail", "seun@brightwater.example"), ("ProspectCompany", "Brightwater Studios"),
            ("ProspectContactPhone", "206-555-0114"));
    }

    [Fact]
    public void A_rep_types_what_a_listed_partner_said()
    {
        var draft = House.Draft(Rep, Track, "verbal", "Greta (Birch & Oak) rang me: their contact is Noel White, noel@whiteorchards.example, owner of White Orchards.\n\nNora");

        Says(draft, ("PartnerCompany", "Birch & Oak LLP"), ("PartnerContactEmail", "greta@birchoak.example"),
            ("ProspectContactName", "Noel White"),
            ("ProspectCompany", "White Orchards"));
        draft[FieldName.PartnerCompany]!.Evidence.How.Should().Be(FoundHow.Directory);
    }

    [Fact]
    public void A_partner_on_free_mail_without_a_firm_has_no_company()
    {
        var draft = House.Draft("Rob Valdes <rob.valdes@yahoo.example.com>", Track, "Fw: x", "Somebody for you: Jane Roe, jane@globexfoods.example\n\nRob")
            .Without(FieldName.PartnerCompany);
        var free = House.Draft("Rob Valdes <rob.valdes@gmail.com>", Track, "Fw: x",
            "Somebody for you: Jane Roe, jane@globexfoods.example\n\nRob");

        draft.Text(FieldName.ProspectContactName).Should().Be("Jane Roe");
        free[FieldName.PartnerCompany].Should().BeNull();
    }

    [Fact]
    public void An_assistant_is_not_the_one_introduced()
    {
        var draft = House.Draft(Partner, Track, "Fwd: Termin", Forward("Anne Imhof <anne.imhof@walser-gruppe.example>", Partner,
            "Guten Tag, Herr Zumstein möchte die Leute kennenlernen.\n\nAnne Imhof\nAssistentin von Herrn Pirmin Zumstein, CFO\nWalser Gruppe AG"));

        Says(draft, ("ProspectContactName", "Pirmin Zumstein"), ("ProspectContactTitle", "CFO"),
            ("ProspectCompany", "Walser Gruppe AG"));
        draft[FieldName.ProspectContactEmail].Should().BeNull();
    }

    [Fact]
    public void A_department_that_writes_has_an_address_but_no_name()
    {
        var draft = House.Draft(Partner, Track, "Fwd: who?", Forward("Procurement <procurement@corribtools.example>", Partner,
            "Please have the supplier write to this mailbox.\n\nProcurement Office\nCorrib Tools\nTuam Road, Galway"));

        Says(draft, ("ProspectContactEmail", "procurement@corribtools.example"), ("ProspectCompany", "Corrib Tools"));
        draft[FieldName.ProspectContactName].Should().BeNull();
    }

    [Fact]
    public void A_prospect_on_free_mail_takes_no_company_from_the_address()
    {
        var draft = House.Draft(Partner, $"Nadia Rahim <nadia.rahim@hotmail.co.uk>, {Rep}, {Track}", "Nadia / Tidewell", "Nadia - Nora. Nora - Nadia. Talk!\n\nG.");

        draft.Text(FieldName.ProspectContactEmail).Should().Be("nadia.rahim@hotmail.co.uk");
        draft[FieldName.ProspectCompany].Should().BeNull();
    }

    [Fact]
    public void A_Japanese_introduction_is_understood()
    {
        var draft = House.Draft("土井 健 <doi@kobaworks.example>", $"佐藤 美咲 <m.sato@minato.example>, {Rep}", "ご紹介",
            "佐藤様\n\nお世話になっております。土井です。\n\n佐藤様は株式会社ミナト物流の経理部長で、月次決算の早期化をご検討中です。\nご予算は1,200万円程度です。お電話は03-5550-0188です。\n",
            $"Cc: {Track}\r\n");

        Says(draft, ("PartnerCompany", "Kobayashi Works"), ("ProspectCompany", "株式会社ミナト物流"),
            ("ProspectContactName", "佐藤 美咲"), ("ProspectContactTitle", "経理部長"),
            ("ProspectContactPhone", "03-5550-0188"), ("DealValue", "12000000"), ("DealCurrency", "JPY"));
    }

    internal static string Forward(string from, string to, string body) =>
        $"For the record.\n\n---------- Forwarded message ---------\nFrom: {from}\nDate: Mon, Mar 2, 2026 at 10:15 AM\nSubject: Intro\nTo: {to}\n\n\n{body}\n";

    internal static void Says(Draft draft, params (string Field, string Value)[] expected)
    {
        foreach (var (field, value) in expected)
        {
            draft.Text(Enum.Parse<FieldName>(field)).Should().Be(value, $"that is the {field}");
        }
    }
}
