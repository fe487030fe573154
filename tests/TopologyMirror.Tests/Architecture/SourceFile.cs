using System.Text.RegularExpressions;

namespace TopologyMirror.Tests.Architecture;

/// <summary>One C# file: what it declares, and its code without comments and strings.</summary>
internal sealed partial class SourceFile
{
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Code = CommentsAndStrings().Replace(text, match => string.Concat(match.Value.Where(c => c == '\n')));
    }

    /// <summary>Path within the repository, with slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>The text with comments, documentation and strings taken out; lines stay where they were.</summary>
    public string Code { get; }

    public int Lines => Text.Count(c => c == '\n');

    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The file-scoped namespace; null where there is none.</summary>
    public string? Namespace => FileScopedNamespace().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>What a file in this folder must declare: <c>src/A.B/C/D.cs</c> is namespace <c>A.B.C</c>.</summary>
    public string NamespaceOfFolder => string.Join('.', Path.Split('/')[1..^1]);

    /// <summary>Names of the top-level types: those that a file-scoped namespace leaves at the left margin.</summary>
    public IReadOnlyList<string> TopLevelTypes => [.. TopLevelType().Matches(Code).Select(match => match.Groups["name"].Value)];

    /// <summary>The type that the file's name promises: <c>X</c> for <c>X.cs</c> and for its part <c>X.Part.cs</c>.</summary>
    public string TypeOfFileName => FileName.Split('.')[0];

    /// <summary>Whether the file's name says that it holds a part of a type.</summary>
    public bool IsPart => FileName.Split('.').Length > 2;

    /// <summary>Where the code matches, as path and line number.</summary>
    public IEnumerable<string> LinesWith(Regex pattern) =>
        pattern.Matches(Code).Select(match => $"{Path}:{Code.AsSpan(0, match.Index).Count('\n') + 1}");

    /// <summary>What the code holds that matches.</summary>
    public IEnumerable<string> Matches(Regex pattern) => pattern.Matches(Code).Select(match => match.Value);

    public override string ToString() => Path;

    [GeneratedRegex("""
        //[^\n]*
        | /\*[\s\S]*?\*/
        | \$*"{3,}[\s\S]*?"{3,}
        | (?:@\$|\$@|@)"(?:""|[^"])*"
        | \$?"(?:\\.|[^"\\\n])*"
        | '(?:\\.|[^'\\\n])+'
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex FileScopedNamespace();

    [GeneratedRegex("""
        ^(?:(?:public|internal|file|static|sealed|abstract|readonly|ref|partial|unsafe)\s+)*
        (?:record\s+struct|record\s+class|record|class|struct|interface|enum|delegate\s+[^(]*?)\s+
        (?<name>\w+)\s*(?:<[^>]*>)?\s*(?:[(:{;]|where|$)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
