using System.Text.Json.Serialization;
using TopologyMirror.Processes.Provider;

namespace TopologyMirror.Processes.Runner;

/// <summary>What came of a run of kills or freezes.</summary>
internal sealed record RunSummary
{
    public int Seed { get; init; }

    /// <summary>Kills by SIGKILL, or freezes by SIGSTOP.</summary>
    public int Kills { get; set; }

    /// <summary>In which phase of the open run they fell.</summary>
    public SortedDictionary<string, int> Phases { get; } = new(StringComparer.Ordinal);

    /// <summary>Of them, how many left an effect without a journaled result.</summary>
    public int EffectsInFlight { get; set; }

    public SortedDictionary<string, int> RunsOpened { get; set; } = new(StringComparer.Ordinal);

    public int RunsClosed { get; set; }

    public int Committed { get; set; }

    public int RolledBack { get; set; }

    public int Aborted { get; set; }

    public int Effects { get; set; }

    public int Launched { get; set; }

    public int Terminated { get; set; }

    public int FewestServing { get; set; }

    /// <summary>Instances that a run took out of service, down to what had served before it, although load had risen since.</summary>
    public int Overtaken { get; set; }

    public int StaleRefused { get; set; }

    /// <summary>Seconds from a freeze to the moment at which the other host was the owner, in order.</summary>
    public IReadOnlyList<double> TakeoverSeconds { get; set; } = [];

    /// <summary>Each moment at which the provider saw a promise broken.</summary>
    public IReadOnlyList<string> Violations { get; set; } = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Failures { get; set; } = [];

    public double Seconds { get; set; }

    /// <summary>True when the run came to its end and nothing is wrong.</summary>
    [JsonIgnore]
    public bool IsGood => Seconds > 0 && Violations.Count == 0 && Failures.Count == 0;

    public void Take(ReportMessage report, JournalReading journal)
    {
        (Effects, Launched, Terminated, FewestServing) = (report.Effects, report.Launched, report.Terminated, report.FewestServing);
        (StaleRefused, Overtaken, Violations) = (report.StaleRefused, report.Overtaken, report.Violations);
        RunsOpened = journal.Opened;
        RunsClosed = journal.Closed.Values.Sum();
        Committed = journal.Closed.GetValueOrDefault("Committed");
        RolledBack = journal.Closed.GetValueOrDefault("RolledBack");
        Aborted = journal.Closed.GetValueOrDefault("Aborted");
    }
}
