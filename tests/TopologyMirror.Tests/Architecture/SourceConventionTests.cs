using System.Text.RegularExpressions;

namespace TopologyMirror.Tests.Architecture;

/// <summary>House rules about text, held over the files themselves.</summary>
public sealed partial class SourceConventionTests
{
    private const int LongestFile = 300;

    private const string ForHosts = "Microsoft.Extensions.DependencyInjection";

    [Fact]
    public void Tree_OfTheRepository_IsFound()
    {
        SourceTree.Source.Count.ShouldBeGreaterThan(30);
        SourceTree.Everything.Select(file => file.FileName).ShouldContain("SourceConventionTests.cs");
    }

    [Fact]
    public void File_OfTheRepository_StaysShort() =>
        SourceTree.Everything.Where(file => file.Lines > LongestFile).Select(file => $"{file}: {file.Lines} lines").ShouldBeEmpty();

    [Fact]
    public void File_OfALibrary_DeclaresTheNamespaceOfItsFolder() =>
        SourceTree.Source.Where(file => file.TopLevelTypes.Count > 0 && file.Namespace != file.NamespaceOfFolder && !IsExtensionsForHosts(file))
            .Select(file => $"{file}: {file.Namespace}").ShouldBeEmpty();

    [Fact]
    public void File_OfALibrary_HoldsOneTypeOfItsName() =>
        SourceTree.Source.Where(file => !file.TopLevelTypes.SequenceEqual([file.TypeOfFileName], StringComparer.Ordinal) && !IsAssemblyInfo(file))
            .Select(file => $"{file}: {string.Join(", ", file.TopLevelTypes)}").ShouldBeEmpty();

    [Fact]
    public void Part_OfAType_StandsBesideItsMainFile()
    {
        HashSet<string> paths = [.. SourceTree.Source.Select(file => file.Path)];
        SourceTree.Source.Where(file => file.IsPart && !paths.Contains(file.Path[..^file.FileName.Length] + file.TypeOfFileName + ".cs"))
            .Select(file => file.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Library_Never_WritesToTheConsole() => LinesWith(SourceTree.Source, ConsoleUse()).ShouldBeEmpty();

    [Fact]
    public void SystemClock_InALibrary_IsNamedOnlyWhereHostsComposeIt() =>
        LinesWith(SourceTree.Source.Where(file => !IsCompositionRoot(file)), SystemClock()).ShouldBeEmpty();

    // No ban: the validators that the options generator writes name it.
    [Fact]
    public void CultureOfTheMoment_InALibrary_IsNeverNamed() => LinesWith(SourceTree.Source, CurrentCulture()).ShouldBeEmpty();

    // The bans refuse the overloads without a culture; in others it is optional.
    [Fact]
    public void Parsing_InALibrary_NamesTheInvariantCulture() =>
        SourceTree.Source.SelectMany(file => file.Matches(ParseCall()).Where(IsWithoutCulture).Select(call => $"{file}: {call}")).ShouldBeEmpty();

    // A ban cannot tell how the options of a channel are set.
    [Fact]
    public void Channel_InALibrary_ContinuesItsReadersSynchronously() =>
        SourceTree.Source.Where(file => ChannelOptions().IsMatch(file.Code) && !SynchronousContinuations().IsMatch(file.Code))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Pragma_Anywhere_CarriesItsReason() =>
        SourceTree.Everything.SelectMany(file => file.Text.Split('\n').Where(line => UnexplainedPragma().IsMatch(line)).Select(line => $"{file}: {line}")).ShouldBeEmpty();

    [Theory]
    [InlineData("namespace A;\n\npublic sealed class B\n{\n    private sealed class C;\n}\n", "B")]
    [InlineData("namespace A;\n\n[X(\"class D\")]\npublic readonly record struct B(int C) : IB;\n", "B")]
    [InlineData("namespace A;\n\n/* class X */\n// class Y\ninternal static partial class B;\n\nenum C\n{\n}\n", "B,C")]
    [InlineData("namespace A;\n\npublic delegate ValueTask<int> B<in T>(T arguments, CancellationToken cancellationToken);\n", "B")]
    [InlineData("namespace A;\n\npublic abstract record B<T>\n    where T : class\n{\n}\n\nfile interface IC;\n", "B,IC")]
    [InlineData("namespace A;\n\npublic sealed record B\n{\n    const string S = \"\"\"\npublic class C\n\"\"\";\n}\n", "B")]
    public void SourceFile_TopLevelTypes_AreFound(string text, string names)
    {
        SourceFile file = new("src/A/B.cs", text);
        file.TopLevelTypes.ShouldBe(names.Split(','));
        file.Namespace.ShouldBe("A");
        file.NamespaceOfFolder.ShouldBe("A");
    }

    [Theory]
    [InlineData("src/A/B.cs", "A")]
    [InlineData("src/A.B/C/D.Part.cs", "A.B.C")]
    public void SourceFile_NamespaceOfFolder_FollowsThePath(string path, string expected) => new SourceFile(path, string.Empty).NamespaceOfFolder.ShouldBe(expected);

    [Theory]
    [InlineData("x = TimeProvider.System;", true)]
    [InlineData("x = System . TimeProvider\n    .System;", true)]
    [InlineData("/// <see cref=\"TimeProvider.System\"/>", false)]
    [InlineData("throw new X(\"pass a clock, not TimeProvider.System\"); // TimeProvider.System", false)]
    [InlineData("x = 'a' + TimeProvider.SystemLike;", false)]
    public void SystemClock_Pattern_MatchesCodeOnly(string code, bool expected) => SystemClock().IsMatch(new SourceFile("src/A/B.cs", code).Code).ShouldBe(expected);

    [Theory]
    [InlineData("#pragma warning disable CA1822", true)]
    [InlineData("#pragma warning disable CA1822 // The interface asks for it.", false)]
    [InlineData("#pragma warning restore CA1822", false)]
    public void Pragma_Pattern_AsksForAReason(string line, bool expected) => UnexplainedPragma().IsMatch(line).ShouldBe(expected);

    [Theory]
    [InlineData("int.Parse(span)", true)]
    [InlineData("DateTimeOffset.TryParse(Of(a, b(c)), null, out _)", true)]
    [InlineData("double.Parse(x[(1 + 2)..], NumberStyles.Float,\n    CultureInfo.InvariantCulture)", false)]
    [InlineData("TimeSpan.TryParseExact(x, F(), CultureInfo.InvariantCulture, out _)", false)]
    [InlineData("LoadSample.Parse(line)", false)]
    public void Parsing_Pattern_AsksForTheCulture(string code, bool expected) =>
        new SourceFile("src/A/B.cs", code).Matches(ParseCall()).Any(IsWithoutCulture).ShouldBe(expected);

    private static bool IsWithoutCulture(string call) => !call.Contains("InvariantCulture", StringComparison.Ordinal);

    private static IEnumerable<string> LinesWith(IEnumerable<SourceFile> files, Regex pattern) => files.SelectMany(file => file.LinesWith(pattern));

    private static bool IsExtensionsForHosts(SourceFile file) => file.Namespace == ForHosts && file.TypeOfFileName.EndsWith("Extensions", StringComparison.Ordinal);

    private static bool IsAssemblyInfo(SourceFile file) => file.FileName == "AssemblyInfo.cs" && file.TopLevelTypes.Count == 0;

    private static bool IsCompositionRoot(SourceFile file) =>
        file.Path.StartsWith("src/TopologyMirror/Hosting/", StringComparison.Ordinal)
        || (file.TypeOfFileName == "MirrorPipelineBuilder" && file.Path.StartsWith("src/TopologyMirror/Pipeline/", StringComparison.Ordinal));

    [GeneratedRegex(@"\bConsole\s*\.", RegexOptions.ExplicitCapture)]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"\bTimeProvider\s*\.\s*System\b", RegexOptions.ExplicitCapture)]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"\bCurrent(UI)?Culture\b", RegexOptions.ExplicitCapture)]
    private static partial Regex CurrentCulture();

    // The call with its arguments, parentheses nested twice at most.
    [GeneratedRegex("""
        \b(s?byte|u?short|u?int|u?long|float|double|decimal|Date(Time(Offset)?|Only)|Time(Span|Only)|U?Int(16|32|64|128)|Single|Double|Decimal|Half|BigInteger)
        \s*\.\s*(Try)?Parse(Exact)?\s*\(([^()]|\(([^()]|\([^()]*\))*\))*\)
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ParseCall();

    [GeneratedRegex(@"\b(Unbounded|Bounded|UnboundedPrioritized)ChannelOptions\b", RegexOptions.ExplicitCapture)]
    private static partial Regex ChannelOptions();

    [GeneratedRegex(@"\bAllowSynchronousContinuations\s*=\s*true\b", RegexOptions.ExplicitCapture)]
    private static partial Regex SynchronousContinuations();

    [GeneratedRegex(@"^\s*#pragma\s+warning\s+disable\b(?!.*//\s*\S)", RegexOptions.ExplicitCapture)]
    private static partial Regex UnexplainedPragma();
}
