using System.Globalization;
using System.Text.RegularExpressions;

namespace TopologyMirror.Tests.Architecture.Banned;

/// <summary>A ban with a wrong id matches nothing and says nothing: so every ban is tried on a line that breaks it.</summary>
public sealed partial class BannedApiTests
{
    private const string Head =
        """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.Globalization; using System.Linq;
        using System.Threading; using System.Threading.Channels; using System.Threading.Tasks;
        record struct Data(string Text, int Number);
        static class Lines
        {
            static Task task = null!; static Task<int> typed = null!; static Task[] tasks = []; static TaskScheduler scheduler = null!;
            static Action action = null!; static Func<int> compute = null!; static Func<Task> work = null!; static Func<Task<int>> typedWork = null!;
            static CancellationToken token; static CancellationTokenSource source = null!; static TimeSpan time; static TimeProvider clock = null!;
            static string text = ""; static string[] words = []; static int[] numbers = [];
            static ReadOnlySpan<char> chars => text; static ReadOnlySpan<byte> bytes => default;

        """;

    private static readonly string[] File = System.IO.File.ReadAllLines(Path.Combine(SourceTree.Root, "eng", "BannedSymbols.txt"));

    private static readonly string[] Symbols = [.. File.Where(IsBan).Select(SymbolOf)];

    [Fact]
    public void BannedSymbols_EveryBan_GivesItsReason() =>
        File.Where(IsBan).Where(line => line.Split(';', 2) is not [_, [.., '.']]).ShouldBeEmpty();

    [Fact]
    public void BannedSymbols_EachOnce_HaveABadLine()
    {
        Symbols.ShouldBeUnique();
        Symbols.Except(BannedLines.All.Select(line => line.Symbol), StringComparer.Ordinal).ShouldBeEmpty();
        BannedLines.All.Select(line => line.Symbol).Except(Symbols, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task BannedSymbols_OnTheirBadLines_AreRefusedAndNothingElseIs()
    {
        string[] lines = [.. BannedLines.All.Select(line => line.Code), .. BannedLines.Allowed];
        string code = Head + string.Join('\n', lines.Select((line, i) => $"    static void Line{i}() {{ {line} }}")) + "\n}\n";

        // The id stands in for the reason, so that the message tells which ban a line was refused for.
        string bans = string.Join('\n', File.Select(line => IsBan(line) ? $"{SymbolOf(line)};<{SymbolOf(line)}>" : line));
        string output = await Compiler.RunAsync(code, bans, TestContext.Current.CancellationToken);

        CompilerError().Matches(output).Select(match => match.Value).ShouldBeEmpty();
        int first = Head.Count(c => c == '\n') + 1;
        ILookup<string, string> refused = Refusal().Matches(output).ToLookup(
            match => lines[int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) - first],
            match => match.Groups["symbol"].Value,
            StringComparer.Ordinal);

        BannedLines.All.Where(line => !refused[line.Code].Contains(line.Symbol, StringComparer.Ordinal))
            .Select(line => $"{line.Symbol} does not refuse: {line.Code}").ShouldBeEmpty();
        BannedLines.Allowed.Where(refused.Contains).Select(line => $"{string.Join(", ", refused[line])} refuses: {line}").ShouldBeEmpty();
    }

    [Fact]
    public async Task BannedSymbols_WithAnIdThatNamesNothing_RefuseNothing()
    {
        const string Code = "class C { object now = System.DateTime.Now; }";

        Refusal().Count(await Compiler.RunAsync(Code, "P:System.DateTime.Now;<x>", TestContext.Current.CancellationToken)).ShouldBe(1);
        Refusal().Count(await Compiler.RunAsync(Code, "M:System.DateTime.Now;<x>", TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static bool IsBan(string line) => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal);

    private static string SymbolOf(string ban) => ban.Split(';')[0];

    [GeneratedRegex(@"\((?<line>\d+),\d+\): warning RS0030: .*<(?<symbol>[^>]+)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^.*\b(error|AD0001|CS8032|CS8034)\b.*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex CompilerError();
}
