using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Extraction;

public class AnswerValuesTests
{
    [Fact]
    public void A_bare_address_answers() =>
        Answer("trevor@boydroof.example", FieldName.ProspectContactEmail)
            .Should().Equal((FieldName.ProspectContactEmail, "trevor@boydroof.example"));

    [Fact]
    public void An_address_in_a_sentence_answers() =>
        Answer("Found it: trevor@boydroof.example, sorry!\n\nGail", FieldName.ProspectContactEmail)
            .Should().Equal((FieldName.ProspectContactEmail, "trevor@boydroof.example"));

    [Fact]
    public void Numbered_lines_answer_the_questions_of_that_number() =>
        Answer("1. Globex Ltd\n2) Jane Roe", FieldName.ProspectCompany, FieldName.ProspectContactName)
            .Should().Equal((FieldName.ProspectCompany, "Globex Ltd"), (FieldName.ProspectContactName, "Jane Roe"));

    [Fact]
    public void A_bare_name_answers_the_only_question() =>
        Answer("Jane Roe", FieldName.ProspectContactName).Should().Equal((FieldName.ProspectContactName, "Jane Roe"));

    [Fact]
    public void Lines_answer_by_their_label() =>
        Answer("company: Globex\nE-mail: jane@globex.example").Should()
            .BeEquivalentTo([(FieldName.ProspectCompany, "Globex"),
                (FieldName.ProspectContactEmail, "jane@globex.example")]);

    [Fact]
    public void A_label_may_say_whose_it_is() =>
        Answer("Company of Mr. Solan: Vado Bearings Ltd")
            .Should().Contain((FieldName.ProspectCompany, "Vado Bearings Ltd"));

    [Fact]
    public void A_bare_number_answers_the_question_for_the_phone() =>
        Answer("+1 415 555 0142", FieldName.ProspectContactPhone)
            .Should().Equal((FieldName.ProspectContactPhone, "+1 415 555 0142"));

    [Fact]
    public void Nothing_is_taken_from_the_signature() =>
        Answer("I do not know, sorry.\n\nBest regards\nGreta Vance\n+1 415 555 0142\ngreta.private@mail.example")
            .Should().BeEmpty();

    [Fact]
    public void Our_own_and_the_partners_addresses_answer_nothing() =>
        Answer("ask nora.lind@tidewell.example or greta@birchoak.example", FieldName.ProspectContactEmail)
            .Should().BeEmpty();

    [Fact]
    public void A_reply_gives_a_draft_of_what_it_newly_says()
    {
        var mail = House.Mail("Greta Vance <greta@birchoak.example>", "track@tidewell.example", "Re: One detail",
            "It is jane@globex.example\n\nGreta\n");

        House.Extract(mail, EmailKind.Reply).Drafts.Should().ContainSingle()
            .Which.Text(FieldName.ProspectContactEmail).Should().Be("jane@globex.example");
    }

    private static IEnumerable<(FieldName, string)> Answer(string text, params FieldName[] asked) =>
        AnswerValues.Find(new VisibleText("1", text, []), asked, House.Directory).Select(f => (f.Field, f.Value.Value));
}
