using MailIntake.Mail.Mime;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

public class ConversationTokenTests
{
    private static readonly EmailAddress Track = EmailAddress.Parse("track@acme.example");

    [Fact]
    public void Tokens_differ() =>
        Enumerable.Range(0, 1000).Select(_ => ConversationToken.Create()).Should().OnlyHaveUniqueItems();

    [Fact]
    public void A_token_has_no_characters_that_look_alike() =>
        string.Concat(Enumerable.Range(0, 200).Select(_ => ConversationToken.Create()))
            .Should().MatchRegex("^[2-9a-hjkmnp-z]+$");

    [Fact]
    public void A_token_is_found_in_the_address_it_was_put_into()
    {
        var token = ConversationToken.Create();

        ConversationToken.FromAddress(ConversationToken.InAddress(Track, token), People).Should().Be(token);
    }

    [Fact]
    public void A_token_is_found_in_the_Message_ID_it_was_put_into()
    {
        var token = ConversationToken.Create();

        ConversationToken.FromMessageId(ConversationToken.NewMessageId(token, "acme.example")).Should().Be(token);
    }

    [Fact]
    public void A_token_is_found_in_the_text_it_was_put_into()
    {
        var token = ConversationToken.Create();

        ConversationToken.FromText($"> Acme Referrals, Acme {ConversationToken.InText(token)}\r\n").Should().Be(token);
    }

    [Fact]
    public void Two_letters_of_one_conversation_have_two_Message_IDs() =>
        ConversationToken.NewMessageId(Token, "acme.example")
            .Should().NotBe(ConversationToken.NewMessageId(Token, "acme.example"));

    [Theory]
    [InlineData("TRACK+ABCDEFGHJKMN@acme.example", Token)]
    [InlineData("track+brightpath@acme.example", "brightpath")]
    [InlineData("track@acme.example", null)]
    [InlineData("rosa+abcdefghjkmn@acme.example", null)]
    [InlineData("track+abcdefghjkmn@evil.example", null)]
    public void Only_a_plus_part_of_our_address_is_a_word_for_us(string address, string? expected) =>
        ConversationToken.FromAddress(EmailAddress.Parse(address), People).Should().Be(expected);

    [Theory]
    [InlineData("mailintake.none.0123456789@acme.example")]
    [InlineData("mailintake.abcdefghjkm.0123456789@acme.example")]
    [InlineData("mailintake.ABCDEFGHJKMN.0123456789@acme.example")]
    [InlineData("other.abcdefghjkmn.0123456789@acme.example")]
    [InlineData("abcdefghjkmn@acme.example")]
    public void Another_Message_ID_has_no_token(string id) =>
        ConversationToken.FromMessageId(MessageId.Parse(id)).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("[ref:")]
    [InlineData("[ref:abcdefghjkmn")]
    [InlineData("[ref:abcdefghjkm]")]
    [InlineData("[ref:abcdefghjkmno]")]
    [InlineData("[ref:abcdefghjkm1]")]
    [InlineData("ref:abcdefghjkmn]")]
    public void Other_text_has_no_token(string text) => ConversationToken.FromText(text).Should().BeNull();

    [Fact]
    public void A_torn_token_does_not_hide_a_whole_one() =>
        ConversationToken.FromText("[ref:xx] and [ref:abcdefghjkmn]").Should().Be(Token);

    [Fact]
    public void References_are_for_people_to_read_out() =>
        ConversationToken.CreateReference().Should().MatchRegex("^R-[2-9A-HJKMNP-Z]{8}$");
}
