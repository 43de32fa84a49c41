namespace MailIntake.Mail.Mime;

/// <summary>
/// What charset bytes are of, by how often the letters come that each would make of them. Asked only where a name is
/// missing or cannot be true: latin text is left to windows-1252, as nobody can tell it from its kin.
/// </summary>
internal static class CharsetGuess
{
    private const int Sampled = 3000;
    private const int SampledOfNamed = 600;
    private const int FewBytes = 8;
    private const int EnoughBytes = 20;

    /// <summary>A text read in its own charset has at least this score, in another hardly ever.</summary>
    private const double Likely = 0.5;

    /// <summary>A name is not doubted where it makes text at least so usual.</summary>
    private const double Unsure = 0.3;

    /// <summary>Capitals of Cyrillic in one charset are small letters in another: those need a wider look.</summary>
    private const double UnsureOfLetters = 0.6;

    /// <summary>So much more usual another charset must make the text than the named one.</summary>
    private const double Margin = 0.25;

    /// <summary>Letters and characters by how often they come, the most frequent first.</summary>
    private const string Russian = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў";

    private const string Greek = "αοιετσνηυρπκμλςωίόάέήδγχθύφβώξζψ";
    private const string Hebrew = "יוהלארתשמבנםעדקפחטצסגזכןךץף";
    private const string Arabic = "الينمورتبةعدسفهكقحجشطصخذىضأزثئإظغءؤآ";
    private const string Thai = "านรอกเงมยลวดทสตะปบคหแจพชขใไโผซธณฉศัี่้ิ์ืุ็ู";

    private const string Korean =
        "이다는을의에가고하지한사기로서요리니대를은도자해나어아스인시정일안녕세습감부우주그들보수전여장제상있것게면라성공만무"
        + "구과동원소문연계국마으생신내중화조비물모저경방선관회위영유실당현재개발업체품담연락드객님첨산거때같바람일잘합겠었됩"
        + "립호희진행통설명안료견적약분오후월목금토";

    private const string Simplified =
        "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能"
        + "好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把"
        + "法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教"
        + "西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表"
        + "原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直"
        + "您请认识客户谢谢介绍联系公司产品附件邮件需求陈李王张刘姐示演帮助";

    private const string Traditional =
        "的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能"
        + "好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把"
        + "法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教"
        + "西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表"
        + "您請認識客戶謝謝介紹聯繫公司產品附件郵件需求陳李王張劉姐示演幫助";

    private static readonly Candidate[] Candidates =
    [
        new(1251, Russian), new(20866, Russian), new(866, Russian), new(28595, Russian), new(10007, Russian),
        new(1253, Greek), new(1255, Hebrew), new(1256, Arabic), new(874, Thai),
        new(Charsets.ShiftJis, ""), new(51932, ""), new(54936, Simplified), new(950, Traditional), new(949, Korean),
    ];

    private static readonly Dictionary<int, Dictionary<char, double>> Weights = Candidates
        .Where(c => c.Letters.Length > 0).ToDictionary(c => c.CodePage, c => WeightsOf(c.Letters));

    /// <summary>The code page of bytes with no name.</summary>
    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var sample = Sample(bytes, Sampled);
        return IsForeign(sample, FewBytes, 5) && Best(sample, 0) is { Score: > Likely } best ? best.CodePage : Charsets.Windows1252;
    }

    /// <summary>The code page that bytes are of rather than of the one named; 0 where the name may be true.</summary>
    public static int Instead(ReadOnlySpan<byte> bytes, int named)
    {
        var sample = Sample(bytes, SampledOfNamed);
        if (named is 1361 or 52936 || !IsForeign(sample, EnoughBytes, 2))
        {
            return 0;
        }

        var own = named is Charsets.Windows1252 or 28605 or 28592 or 1250 or 1254 or 1257 ? 0
            : Weights.ContainsKey(Same(named)) || Charsets.IsMultiByte(named) ? Score(sample, named, isNamed: true)
            : 1;
        return own < (Charsets.IsMultiByte(named) ? Unsure : UnsureOfLetters)
            && Best(sample, named) is { Score: > Likely } best && best.Score > own + Margin
            ? best.CodePage
            : 0;
    }

    private static (int CodePage, double Score) Best(ReadOnlySpan<byte> sample, int except)
    {
        var best = (CodePage: 0, Score: 0.0);
        foreach (var candidate in Candidates)
        {
            var score = candidate.CodePage == except ? 0 : Score(sample, candidate.CodePage);
            best = score > best.Score ? (candidate.CodePage, score) : best;
        }

        return best;
    }

    /// <summary>Bytes above 127 that stand together, as letters of other scripts do; the accents of latin stand alone.
    /// </summary>
    /// <param name="sample">The bytes.</param>
    /// <param name="fewest">So many there must be.</param>
    /// <param name="share">One of so many letters must be above 127.</param>
    private static bool IsForeign(ReadOnlySpan<byte> sample, int fewest, int share)
    {
        var (high, together, run, letters) = (0, 0, 0, 0);
        foreach (var b in sample)
        {
            if (b >= 0x80)
            {
                high++;
                run++;
                together += run == 3 ? 3 : run > 3 ? 1 : 0;
            }
            else
            {
                // The second byte of Shift_JIS and Big5 may be a letter.
                letters += char.IsAsciiLetter((char)b) ? 1 : 0;
                run = run > 0 && b >= 0x40 && run % 2 == 1 ? run + 1 : 0;
            }
        }

        return high >= fewest && together * 2 > high && high * share > high + letters;
    }

    /// <summary>Between 0 and 1: how usual the characters are, of those beyond ASCII; 0 where one is invalid.</summary>
    private static double Score(ReadOnlySpan<byte> sample, int codePage, bool isNamed = false)
    {
        var text = Charsets.Text(sample, codePage);
        if (text is null)
        {
            return 0;
        }

        var weights = Weights.GetValueOrDefault(Same(codePage));
        var (sum, count, invalid) = (0.0, 0, 0);
        var before = ' ';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= '\u0080')
            {
                count++;
                invalid += c == '\uFFFD' && i < text.Length - 1 ? 1 : 0;
                sum += WeightOf(c, before, codePage, weights, isNamed);
            }

            before = c;
        }

        return invalid > 0 || count == 0 ? 0 : sum / count;
    }

    private static double WeightOf(
        char c, char before, int codePage, Dictionary<char, double>? weights, bool isNamed) => c switch
        {
            // Punctuation that all East Asian texts have, and no others.
            >= '\u3000' and <= '\u3002' or '\uFF0C' or '\uFF01' or '\uFF1A' => Charsets.IsMultiByte(codePage) ? 0.6 : 0,
            >= '\u3041' and <= '\u30FE' => codePage is Charsets.ShiftJis or 51932 ? 1 : 0,
            >= '\uAC00' and <= '\uD7A3' => weights?.GetValueOrDefault(c, 0.3) ?? 0,
            >= '\uFF61' and <= '\uFF9F' => isNamed ? 0.5 : 0.05,
            >= '\u4E00' and <= '\u9FFF' => weights is null
                ? codePage is Charsets.ShiftJis or 51932 ? 0.35 : 0.1
                : weights.GetValueOrDefault(c, isNamed ? 0.35 : 0.2),
            _ when weights is null => 0,
            _ when char.IsUpper(c) => char.IsLower(before)
                ? -1
                : weights.GetValueOrDefault(char.ToLowerInvariant(c), 0) * 0.7,
            _ => weights.GetValueOrDefault(c, 0),
        };

    /// <summary>The candidate that has the letters of a code page.</summary>
    private static int Same(int codePage) => codePage switch
    {
        21866 or 10017 or 855 or 1251 => 1251,
        28597 or 737 or 869 => 1253,
        28598 or 38598 or 862 => 1255,
        28596 or 864 or 708 => 1256,
        936 => 54936,
        _ => codePage,
    };

    /// <summary>The frequent third weighs 1, the rest less.</summary>
    private static Dictionary<char, double> WeightsOf(string letters)
    {
        var weights = new Dictionary<char, double>();
        for (var i = 0; i < letters.Length; i++)
        {
            weights.TryAdd(letters[i], letters.Length > 100 ? 1 : i * 3 < letters.Length ? 1
                : i * 3 < letters.Length * 2 ? 0.7 : 0.35);
        }

        return weights;
    }

    /// <summary>Not from within a character, as far as that can be seen: from the start of a line.</summary>
    private static ReadOnlySpan<byte> Sample(ReadOnlySpan<byte> bytes, int most)
    {
        var first = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0 || bytes.Length <= most)
        {
            return first < 0 ? [] : bytes;
        }

        var start = bytes[..first].LastIndexOf((byte)'\n') + 1;
        var sample = bytes[Math.Max(start, first - most)..];
        if (sample.Length <= most)
        {
            return sample;
        }

        var end = sample[..most].LastIndexOf((byte)'\n');
        return sample[..(end > most / 2 ? end : most)];
    }

    private readonly record struct Candidate(int CodePage, string Letters);
}
