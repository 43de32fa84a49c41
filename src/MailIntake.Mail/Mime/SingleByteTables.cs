using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>The parts of ISO 8859 that the platform does not bring: 10 (Nordic), 14 (Celtic), 16 (Romanian). Their code
/// pages are numbered as the others would go on.</summary>
internal static class SingleByteTables
{
    public const int Iso8859Part10 = 28600;
    public const int Iso8859Part14 = 28604;
    public const int Iso8859Part16 = 28606;

    private const int FirstOwn = 0xA0;

    private const string Part10 =
        "\u00a0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00adŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘ"
        + "ËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ";

    private const string Part14 =
        "\u00a0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00ad®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊ"
        + "ËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ";

    private const string Part16 =
        "\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊ"
        + "ËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

    public static string? Text(ReadOnlySpan<byte> bytes, int codePage)
    {
        var upper = codePage switch
        {
            Iso8859Part10 => Part10,
            Iso8859Part14 => Part14,
            Iso8859Part16 => Part16,
            _ => null,
        };
        if (upper is null)
        {
            return null;
        }

        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            text.Append(b < FirstOwn ? (char)b : upper[b - FirstOwn]);
        }

        return text.ToString();
    }
}
