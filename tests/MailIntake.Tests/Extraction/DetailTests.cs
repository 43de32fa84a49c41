using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Fields;

namespace MailIntake.Tests.Extraction;

/// <summary>Title, telephone and need, in the words of many languages.</summary>
public class DetailTests
{
    private const string Partner = "Greta Vance <greta@birchoak.example>";
    private const string Track = "track@tidewell.example";

    [Theory]
    [InlineData("Sie interessieren sich vor allem für digitale Frachtbriefe.", "digitale Frachtbriefe")]
    [InlineData("Gesucht wird eine mobile Lösung für Kontrollgänge.", "mobile Lösung für Kontrollgänge")]
    [InlineData("Ils envisagent une refonte de leur entrepôt.", "refonte de leur entrepôt")]
    [InlineData("Están evaluando un control de accesos.", "control de accesos")]
    [InlineData("L'esigenza riguarda la gestione dei turni.", "gestione dei turni")]
    [InlineData("Ze zijn op zoek naar een planbord voor chauffeurs.", "planbord")]
    [InlineData("Poszukują systemu do planowania tras.", "systemu do planowania tras")]
    [InlineData("Zajímá je sledování stavu převodovek.", "sledování stavu převodovek")]
    [InlineData("Garaj için rota planlama yazılımı arıyorlar.", "rota planlama yazılımı")]
    [InlineData("unko breakdown tracking ke liye software chahiye", "breakdown tracking ke liye software")]
    [InlineData("De har behov for et system til vagtplaner.", "system til vagtplaner")]
    [InlineData("ご要望は巡回点検の電子化、時期は未定です。", "巡回点検の電子化")]
    [InlineData("말씀하신 설비 점검 모바일화 건으로 연결해 드립니다.", "설비 점검 모바일화")]
    public void The_need_is_in_the_mails_own_words(string text, string need) =>
        ProductFinder.Find([House.Text(text)], House.Directory)!.Value.Should().Contain(need);

    [Theory]
    [InlineData("Our company provides maintenance software to the quarries.")]
    [InlineData("What was the maintenance software called?")]
    [InlineData("来年4月の導入を検討しています。")]
    public void What_is_sold_or_timed_is_no_need(string text) =>
        ProductFinder.Find([House.Text(text)], House.Directory).Should().BeNull();

    [Theory]
    [InlineData("Her assistant is Lupe, 0161 496 0101.", null)]
    [InlineData("If in doubt call me on 0161 496 0102.", null)]
    [InlineData("Sie erreichen mich unter 030 23125 0102.", null)]
    [InlineData("Jane's mobile is 07700 900114.", "07700 900114")]
    [InlineData("Jane Roe runs Globex Freight, 07700 900114.", "07700 900114")]
    [InlineData("Tel. do Jane Roe: 68 555 01 44 wew. 12", "68 555 01 44 wew. 12")]
    public void The_telephone_is_the_prospects_own(string sentence, string? phone) =>
        Value("Please meet Jane Roe (jane@globex.example) of Globex Freight. " + sentence,
            FieldName.ProspectContactPhone).Should().Be(phone);

    [Theory]
    [InlineData("Jane Roe is Asset Integrity Lead there.", "Asset Integrity Lead")]
    [InlineData("Jane Roe jest kierownikiem utrzymania ruchu.", "kierownikiem utrzymania ruchu")]
    [InlineData("Jane Roe, gerente de manutenção industrial, quer conversar.", "gerente de manutenção industrial")]
    [InlineData("Jane Roe je vedoucí údržby v závodě.", "vedoucí údržby")]
    [InlineData("Jane Roe'nin unvanı bakım müdürü.", "bakım müdürü")]
    [InlineData("Copy her assistant Ivo.", null)]
    public void The_title_is_whole_and_theirs(string sentence, string? title) =>
        Value("Please meet Jane Roe (jane@globex.example) of Globex Freight. " + sentence,
            FieldName.ProspectContactTitle).Should().Be(title);

    private static string? Value(string body, FieldName field) =>
        House.Draft(Partner, Track, "A lead", body).Fields.GetValueOrDefault(field)?.Value;
}
