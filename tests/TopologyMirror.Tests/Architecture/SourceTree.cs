using System.Reflection;

namespace TopologyMirror.Tests.Architecture;

/// <summary>The repository's files, for rules that are about text.</summary>
internal static class SourceTree
{
    private static readonly string[] NotSource = ["bin", "obj", "artifacts"];

    /// <summary>Root of the repository that these tests were built from.</summary>
    public static string Root { get; } = typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => string.Equals(attribute.Key, "RepositoryRoot", StringComparison.Ordinal)).Value!;

    /// <summary>Names of the library projects.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every C# file of the libraries.</summary>
    public static IReadOnlyList<SourceFile> Source { get; } = Read("src");

    /// <summary>Every C# file of the repository.</summary>
    public static IReadOnlyList<SourceFile> Everything { get; } = [.. Source, .. Read("tests"), .. Read("samples"), .. Read("benchmarks")];

    private static List<SourceFile> Read(string folder)
    {
        string path = Path.Combine(Root, folder);
        return !Directory.Exists(path) ? [] :
        [
            .. Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Intersect(NotSource, StringComparer.Ordinal).Any())
                .Order(StringComparer.Ordinal)
                .Select(file => new SourceFile(file, File.ReadAllText(Path.Combine(Root, file)))),
        ];
    }
}
