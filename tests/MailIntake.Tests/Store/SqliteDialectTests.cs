using MailIntake.Store;
using MailIntake.Store.Dialects;
using Microsoft.Data.Sqlite;

namespace MailIntake.Tests.Store;

public sealed class SqliteDialectTests
{
    [Theory]
    [InlineData(13, true, "the disk is full")]
    [InlineData(8, true, "the file is read-only")]
    [InlineData(5, true, "another writer holds it")]
    [InlineData(19, false, "a constraint: what was written is wrong")]
    [InlineData(1, false, "the statement is wrong")]
    public void A_store_that_fails_is_told_from_a_mail_that_does(int code, bool away, string why)
    {
        var e = new SqliteException("failed", code);

        SqliteDialect.IsAway(e).Should().Be(away, because: why);
        SqliteDialect.IsAway(new StoreException("The database cannot be used.", e)).Should().Be(away, because: why);
    }
}
