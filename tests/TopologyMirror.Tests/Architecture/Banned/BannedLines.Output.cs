namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>What a library leaves to its host.</summary>
    private const string Output = """
        T:System.Console => Console.WriteLine(text);
        T:System.Console => Console.Error.Write(text);
        """;
}
