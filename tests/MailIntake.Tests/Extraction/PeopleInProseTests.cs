using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Extraction;

/// <summary>Who and which company is meant where no key and often no address says so.</summary>
public class PeopleInProseTests
{
    private const string Partner = "Greta Vance <greta@birchoak.example>";
    private const string Rep = "Nora Lind <nora.lind@tidewell.example>";
    private const string Track = "track@tidewell.example";

    [Theory]
    [InlineData("We have a prospect for you: Fernhill Bakeries want to replace their spreadsheets; ask for Wilma Sorrel.",
        "Fernhill Bakeries", "Wilma Sorrel")]
    [InlineData("Please meet Wilma Sorrel of Fernhill Bakeries. She wants a planning tool.",
        "Fernhill Bakeries", "Wilma Sorrel")]
    [InlineData("La Fromagerie du Val cherche un logiciel. Demandez Luc Marchetti, le gérant, au 05 55 50 12 12.",
        "Fromagerie du Val", "Luc Marchetti")]
    [InlineData("La Torrefazione Bruno vorrebbe un sistema per gli ordini. Chiedete di Paola Ferri, 051 555 0199.",
        "Torrefazione Bruno", "Paola Ferri")]
    [InlineData("Bodegas Riofrío busca un software de rutas. Preguntad por Julia Campos, 941 555 012.",
        "Bodegas Riofrío", "Julia Campos")]
    [InlineData("Hugo runt samen met z'n zus scheepswerf Bosveld & Dochter. hugobosveld@gmail.com",
        "Bosveld & Dochter", "Hugo Bosveld")]
    [InlineData("Karadeniz Balıkçılık'tan Elif Şahin ile konuştum, kendisi lojistik müdürü. elif.sahin@karadenizbalik.example",
        "Karadeniz Balıkçılık", "Elif Şahin")]
    [InlineData("Sorry, it's Corrivane Foods, not Corrigan. Bill Roper heads engineering at Corrigan Foods in Wrexham, "
        + "bill.roper@corrivane.example", "Corrivane Foods", "Bill Roper")]
    [InlineData("Rosalind Frame left Copperleaf last month, so please use Dev Anand instead, he took over procurement at "
        + "Copperleaf Foods.", "Copperleaf Foods", "Dev Anand")]
    [InlineData("Dr. Sorrel at St Brannock Hospice would like a call; her PA is Tim Ward, tim.ward@brannock.example. Her "
        + "own: a.sorrel@brannock.example. Adela Sorrel is the clinical director.", "St Brannock Hospice", "Adela Sorrel")]
    [InlineData("推荐一家客户给贵司：昌禾轴承股份有限公司，在绍兴，联系人是设备科科长李国栋，手机 139 5555 0108。", "昌禾轴承股份有限公司", "李国栋")]
    [InlineData("我们的客户广州海珠食品的信息主管林志明，正在找库存系统，邮箱 linzm@haizhu-food.example，谢谢！", "广州海珠食品", "林志明")]
    [InlineData("大成精密 오지은. 한솔푸드시스템 구매팀 오지은 과장님 (jieun.oh@hansolfood.example)께서 데모를 원하십니다.", null, "오지은")]
    [InlineData("동탄에서 피부과 운영하시는 지인분의 실장님, 정수빈 실장님 연결해 드립니다. subin_j88@naver.com", null, "정수빈")]
    [InlineData("三和ロジテック株式会社 物流部 部長の大西様をご紹介いたします。お電話：06-5550-0188", "三和ロジテック株式会社", "大西")]
    [InlineData("（お客様名刺）\n多摩川乳業株式会社\n設備課 課長\n堀内 さやか\nhoriuchi@tamagawa.example", "多摩川乳業株式会社", "堀内 さやか")]
    [InlineData("函館の医療法人はまなす様が資料をご覧になりたいそうです。", "医療法人はまなす", null)]
    [InlineData("Хотим передать клиента. Иван Сагандаков, главный механик обогатительной фабрики (где-то), просто очень "
        + "длинный текст до адреса, почта i.sagandakov@mail.ru.", null, "Иван Сагандаков")]
    [InlineData("Priscilla Underhill over at Maple & Vine Medicine wants a walkthrough. Write her at priscilla dot underhill at "
        + "mapleandvine dot example.", "Maple & Vine Medicine", "Priscilla Underhill")]
    public void Prose_gives_the_company_and_the_person(string body, string? company, string? name)
    {
        var draft = House.Draft(Partner, Track, "contact", $"{body}\n\nGreta");

        if (company is not null)
        {
            draft.Text(FieldName.ProspectCompany).Should().Be(company);
        }

        draft.Text(FieldName.ProspectContactName).Should().Be(name);
    }

    [Theory]
    [InlineData("Kal Dr. Neha Kulkarni ke saath call hua, bahut positive tha. neha.kulkarni@sanjeevani.example",
        "Neha Kulkarni")]
    [InlineData("Firma: Limfjord Mejeri A/S\nKontakt: Birthe på værkstedet, skriv til drift@limfjord.example", "Birthe")]
    public void What_is_no_part_of_a_name_is_left_out(string body, string name) =>
        House.Draft(Partner, Track, "contact", body).Text(FieldName.ProspectContactName).Should().Be(name);

    [Fact]
    public void A_mailbox_of_a_desk_names_nobody()
    {
        var draft = House.Draft(Partner, "kunnossapito@puijonsellu.example", "Esittely",
            "Hei kunnossapito, tässä yhteys. Kallavesi Kunnossapito Oy", $"Cc: {Track}\r\n");

        draft.Text(FieldName.ProspectContactName).Should().BeNull();
    }

    [Fact]
    public void Who_has_left_gives_neither_name_nor_address()
    {
        var draft = House.Draft(Rep, Track, "Fwd: Apresentação", "Segue.\n\n---------- Forwarded message ---------\n"
            + "From: Greta Vance <greta@birchoak.example>\nDate: Tue, Mar 3, 2026 at 10:12 AM\nSubject: Apresentação\n"
            + $"To: {Rep}\n\nNora, correção: o Edson saiu da Vale Azul! Quem assumiu foi a Patrícia Lacerda, gerente.\n\n"
            + "Em seg., 2 de mar. de 2026 às 09:14, Greta Vance <greta@birchoak.example> escreveu:\n\n"
            + "> Edson Morato, apresento a Nora.\n> Edson: edson.morato@valeazul.example\n");

        draft.Text(FieldName.ProspectContactName).Should().Be("Patrícia Lacerda");
        draft.Text(FieldName.ProspectContactEmail).Should().BeNull();
    }

    [Fact]
    public void A_note_over_another_outsiders_letter_is_not_the_prospects()
    {
        var draft = House.Draft(Partner, Track, "Fwd: FW: help", "see below\n\n---------- Forwarded message ---------\n"
            + "From: Marge Olin <marge@gmail.com>\nDate: Tue, Mar 3, 2026 at 10:12 AM\nSubject: FW: help\n"
            + $"To: {Partner}\n\nGreta can you help him\n\nFrom: Theo Lark\nSent: Monday, March 2, 2026 9:00 AM\n"
            + "To: Marge Olin\nSubject: help\n\nMarge, we run 14 trucks at Larkfield Produce. Call me, 555-0142.\nTheo");

        draft.Text(FieldName.ProspectContactName).Should().Be("Theo Lark");
        draft.Text(FieldName.ProspectContactEmail).Should().BeNull();
    }

    [Fact]
    public void A_domain_names_no_company_in_a_script_without_capitals_nor_for_a_family()
    {
        House.Draft(Partner, Track, "소개", "담당은 박도윤 원장님이시고 예약 시스템 교체를 검토 중입니다. doyoon.park@yonseimirae.example")
            .Text(FieldName.ProspectCompany).Should().BeNull();
        House.Draft(Partner, Track, "lead", "Meet Ann Hutch, ann@hutchfamily.example")
            .Text(FieldName.ProspectCompany).Should().BeNull();
    }

    [Fact]
    public void Keyed_bullets_about_one_person_are_one_prospect() =>
        House.Extract(House.Mail(Partner, Track, "소개",
            "담당은 박도윤 원장님이시고, 연락처는 아래와 같습니다.\n - 이메일: doyoon.park@yonseimirae.example\n - 전화: 02-555-0173"))
            .Drafts.Should().ContainSingle().Which.Text(FieldName.ProspectContactName).Should().Be("박도윤");

    [Theory]
    [InlineData("Nigel Ashworth/Sheffield/Ferrovance", "Nigel Ashworth")]
    [InlineData("Suresh a/l Maniam", "Suresh a/l Maniam")]
    [InlineData("Petersen, Heike (Papierfabrik Hohenau)", "Heike Petersen")]
    [InlineData("Jörg Wiegand'ı", "Jörg Wiegand")]
    public void A_name_is_cleaned_of_what_clients_and_grammar_add(string written, string name) =>
        Referrals.Extraction.People.PersonName.Clean(written).Should().Be(name);

    [Theory]
    [InlineData("Seramik'te", "Seramik")]
    [InlineData("O'Te", "O'Te")]
    [InlineData("McDonald's", "McDonald's")]
    public void A_case_ending_behind_an_apostrophe_goes(string written, string bare) =>
        CaseSuffix.Off(written).Should().Be(bare);

    [Theory]
    [InlineData(Partner, "tip", "Vermolen Zuivel in Dronten, praat met Anouk de Wit, hoofd TD, 06 55 501 173.",
        EmailKind.Referral)]
    [InlineData(Partner, "Empfehlung", "Die Gärtnerei Sonnentau möchte weg von Excel, bitte Frau Brandner anrufen, 0721 555 0133.",
        EmailKind.Referral)]
    [InlineData(Partner, "lead", "Dora Whitlock runs Whitlock Ceramics and needs help with scheduling. Ring her on 01632 960 512.",
        EmailKind.Referral)]
    [InlineData(Partner, "names", "1. Jo Marsh, jo@finchleyfoods.example\n2. Abe Stein - abe@steinwaybakes.example",
        EmailKind.Referral)]
    [InlineData("Gareth Pryor <g.pryor@penllyn.example>", "Work orders not syncing since update",
        "Since last night's update the tablets show old orders. Our contract is £31,000 a year. My colleague Owain Rees "
        + "(o.rees@penllyn.example, 01286 555 019) is on shift.", EmailKind.Other)]
    [InlineData(Partner, "Re: Registered", "Thank you so much, that was quick!", EmailKind.Other)]
    public void A_short_letter_is_judged_by_what_it_asks(string from, string subject, string body, EmailKind kind) =>
        EmailReader.Read(House.Mail(from, Track, subject, body), House.Directory).Kind.Should().Be(kind);
}
