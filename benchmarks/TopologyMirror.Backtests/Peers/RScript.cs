using System.ComponentModel;
using System.Diagnostics;

namespace TopologyMirror.Backtests.Peers;

/// <summary>Runs scripts of R with one thread.</summary>
/// <param name="program">Name or path of Rscript.</param>
/// <param name="progress">Takes what a script says while it runs.</param>
internal sealed class RScript(string program, TextWriter progress)
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="BacktestException">R is missing, or the script failed.</exception>
    public void Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, ["--vanilla", script, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string variable in (ReadOnlySpan<string>)["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
        {
            start.Environment[variable] = "1";
        }

        using Process process = Started(start);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string last = "it said nothing";
        while (process.StandardError.ReadLine() is { } line)
        {
            progress.WriteLine(line);
            last = line.Length > 0 && line != "Execution halted" ? line : last;
        }

        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new BacktestException($"R ended with exit code {process.ExitCode}: {last}.");
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new BacktestException($"{start.FileName} cannot be started; the peers need R and its package forecast (Debian: r-base-core, r-cran-forecast).");
        }
    }
}
