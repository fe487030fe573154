using System.Diagnostics;
using System.Reflection;

namespace TopologyMirror.Tests.Architecture.Banned;

/// <summary>Runs the compiler that built these tests on a piece of code, with the analyzer of banned symbols.</summary>
internal static class Compiler
{
    private static readonly string Directory = Metadata("CompilerDirectory");

    private static readonly string Analyzers = Metadata("BannedApiAnalyzers");

    /// <summary>Compiles the code as a library and returns what the compiler said.</summary>
    /// <param name="code">One file of C#.</param>
    /// <param name="bans">What stands in BannedSymbols.txt.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    public static async Task<string> RunAsync(string code, string bans, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("banned-");
        try
        {
            string source = Path.Combine(folder.FullName, "Lines.cs");
            string symbols = Path.Combine(folder.FullName, "BannedSymbols.txt");
            string arguments = Path.Combine(folder.FullName, "arguments.rsp");
            await File.WriteAllTextAsync(source, code, cancellationToken);
            await File.WriteAllTextAsync(symbols, bans, cancellationToken);
            await File.WriteAllLinesAsync(arguments, Arguments(source, symbols, Path.Combine(folder.FullName, "Lines.dll")), cancellationToken);
            return await ExecuteAsync(arguments, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Arguments(string source, string symbols, string output)
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.StartsWith(framework, StringComparison.Ordinal));
        return
        [
            "-target:library", "-nullable:enable", "-langversion:latest", "-nostdlib+", "-warnaserror-", "-preferreduilang:en",
            .. System.IO.Directory.EnumerateFiles(Analyzers, "*.dll").Order(StringComparer.Ordinal).Select(path => $"-analyzer:\"{path}\""),
            .. references.Select(path => $"-reference:\"{path}\""),
            $"-additionalfile:\"{symbols}\"",
            $"-out:\"{output}\"",
            $"\"{source}\"",
        ];
    }

    private static async Task<string> ExecuteAsync(string arguments, CancellationToken cancellationToken)
    {
        // The SDK lies in <root>/sdk/<version>/Roslyn/bincore, and the host in <root>.
        string host = Path.GetFullPath(Path.Combine(Directory, "..", "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        ProcessStartInfo start = new(host, ["exec", Path.Combine(Directory, "csc.dll"), "-noconfig", "@" + arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return output + await errors;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Metadata(string key) => typeof(Compiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal)).Value!;
}
