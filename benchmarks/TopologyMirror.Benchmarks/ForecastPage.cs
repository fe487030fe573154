using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TopologyMirror.Benchmarks;

/// <summary>Runs the forecast benchmarks and writes their results as the page docs/benchmarks/forecast.md.</summary>
internal static class ForecastPage
{
    /// <summary>Runs and writes.</summary>
    /// <param name="path">Where the page is written to.</param>
    /// <param name="arguments">Arguments of BenchmarkDotNet.</param>
    public static void Write(string path, string[] arguments)
    {
        (Type Benchmarks, string Title)[] parts =
        [
            (typeof(ForecastBenchmarks), "One series, a tick"),
            (typeof(ForecastRefitBenchmarks), "One series, from nothing"),
            (typeof(ForecastFleetBenchmarks), "10,000 series (an operation is all of them, on all cores)"),
        ];
        Summary[] summaries = BenchmarkRunner.Run([.. parts.Select(part => part.Benchmarks)], null, arguments);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = new StreamWriter(path);
        writer.WriteLine("# What a forecast costs");
        writer.WriteLine();
        writer.WriteLine("The engine (`EnsembleForecaster.Default`) on series of 2,016 points: a week at five minutes, season 288. `Update` takes one");
        writer.WriteLine("sample, `Forecast` gives all quantiles of `Horizon` steps, `FullRefit` begins from nothing. Written by:");
        writer.WriteLine();
        writer.WriteLine("    dotnet run -c Release --project benchmarks/TopologyMirror.Benchmarks -- forecast docs/benchmarks/forecast.md");
        foreach ((Summary summary, string title) in summaries.Zip(parts, (summary, part) => (summary, part.Title)))
        {
            writer.WriteLine();
            writer.WriteLine($"## {title}");
            writer.WriteLine();
            MarkdownExporter.GitHub.ExportToLog(summary, new StreamLogger(writer));
        }
    }
}
