using MailIntake.Mail.Imap;

namespace MailIntake.Tests.Imap;

public sealed class UidSetTests
{
    [Theory]
    [InlineData("4", "4")]
    [InlineData("4,5,6", "4:6")]
    [InlineData("9,4,5,4,6", "4:6,9")]
    [InlineData("1,3,5", "1,3,5")]
    [InlineData("4294967294,4294967295", "4294967294:4294967295")]
    [InlineData("0,7", "7")]
    public void Uids_become_ranges(string uids, string set) =>
        UidSet.Compress(uids.Split(',').Select(uint.Parse)).Should().Equal(set);

    [Fact]
    public void No_uids_are_no_command() => UidSet.Compress([]).Should().BeEmpty();

    [Fact]
    public void Texts_are_bounded_and_hold_everything()
    {
        var uids = Enumerable.Range(0, 30_000).Select(n => 4_000_000_000 + ((uint)n * 3)).ToList();

        var texts = UidSet.Compress(uids).ToList();

        texts.Should().OnlyContain(text => text.Length <= UidSet.LongestText);
        texts.SelectMany(text => UidSet.Parse(text)).Should().Equal(uids);
    }

    [Fact]
    public void So_many_at_most_go_into_one_command()
    {
        var uids = Enumerable.Range(1, 12_345).Select(n => (uint)n).ToList();

        var texts = UidSet.Compress(uids, mostInOne: 5000).ToList();

        texts.Should().Equal("1:5000", "5001:10000", "10001:12345");
    }

    [Theory]
    [InlineData("4:6,9", "4,5,6,9")]
    [InlineData("6:4", "4,5,6")]
    [InlineData("", "")]
    [InlineData("x,3,*,5:*", "3")]
    [InlineData("4294967294:4294967295", "4294967294,4294967295")]
    public void Sets_are_read_loosely(string set, string uids) =>
        string.Join(',', UidSet.Parse(set)).Should().Be(uids);

    [Fact]
    public void A_lying_set_does_not_fill_the_memory() =>
        UidSet.Parse("1:4294967295").Count.Should().BeLessThan(30_000_000);
}
