using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation.Tests.CrashPoints;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>A release whose controller stands still, is cut off from its lease, or is stopped by hand, at a moment that the seed draws.</summary>
internal static class StaleWorld
{
    private static readonly Lazy<ControllerProcess> Undisturbed = new(static () => CrashRun.Of(CrashScenario.Replace).Lives.Single());

    /// <summary>Wakes in the middle of an effect.</summary>
    public static string? FenceOfPorts(int seed, bool off) => FirstViolation(CrashRun.Of(
        CrashScenario.Replace with { Without = new Without { FenceOfPorts = off } }, new CrashPoint(Effect(seed), CrashKind.StaleBefore)));

    /// <summary>Wakes in the middle of a journal write.</summary>
    public static string? FenceOfJournal(int seed, bool off)
    {
        Without without = off ? new Without { FenceOfJournal = Enum.GetValues<JournalRecordKind>() } : Without.Nothing;
        var run = CrashRun.Of(CrashScenario.Replace with { Without = without }, new CrashPoint(Record(seed), CrashKind.StaleBefore));
        return run.Lives.SelectMany(static l => l.AcceptedStale).FirstOrDefault() is { } call ? $"{call} of a stale owner was accepted" : FirstViolation(run);
    }

    /// <summary>Wakes after a look, before journals and ports that know nothing of epochs; that the look is old is not held against it.</summary>
    public static string? LeaseCheck(int seed, bool off) => AfterALook(seed, off ? ["fresh-observation", "single-owner"] : ["fresh-observation"]);

    /// <summary>The same, and that its lease is over is not held against it.</summary>
    public static string? OldLook(int seed, bool off) => AfterALook(seed, off ? ["fresh-observation", "single-owner"] : ["single-owner"]);

    /// <summary>Calls late, with little of its lease left, a port that cannot fence.</summary>
    public static string? RemainingLease(int seed, bool off)
    {
        var dice = new SimulationRandom(seed, "stall");
        var run = new CrashRun(
            CrashScenario.Replace with { Without = new Without { FenceOfPorts = true, LeftOut = new LeftOut { RemainingLease = off, LateCalls = true } } },
            new CrashPoint(Undisturbed.Value.LooksBefore[Effect(seed) - 1], CrashKind.CutOff))
        {
            Stall = dice.NextBetween(TimeSpan.FromSeconds(2), ControllerProcess.Lateness),
        };
        run.Play();
        return FirstViolation(run);
    }

    /// <summary>Is stopped by hand.</summary>
    public static string? BrokenGlass(int seed, bool off)
    {
        var run = new CrashRun(CrashScenario.Replace with { Without = new Without { BrokenGlass = off, LeftOut = new LeftOut { LookAtGlass = true } } })
        {
            BreaksGlassAt = 1 + (int)(new SimulationRandom(seed, "glass").NextDouble() * 8),
        };
        run.Play();
        return run.EffectsAfterGlass > 0 ? $"{run.EffectsAfterGlass} effects took place after the glass was broken" : null;
    }

    private static string? AfterALook(int seed, string[] leftOut) => FirstViolation(CrashRun.Of(
        CrashScenario.Replace with
        {
            Without = new Without
            {
                FenceOfPorts = true, FenceOfJournal = [JournalRecordKind.Intent, JournalRecordKind.Result], LeftOut = LeftOut.Invariant(leftOut) with { LateCalls = true },
            },
        },
        new CrashPoint(Undisturbed.Value.LooksBefore[Effect(seed) - 1], CrashKind.StaleAtLook)));

    private static string? FirstViolation(CrashRun run) => run.Violations is [var first, ..] ? first.ToString() : null;

    private static int Effect(int seed) => Point(seed, static p => !p.StartsWith(nameof(IOperationJournal), StringComparison.Ordinal));

    private static int Record(int seed) => Point(seed, static p => p.StartsWith(nameof(IOperationJournal), StringComparison.Ordinal));

    private static int Point(int seed, Func<string, bool> isOne)
    {
        int[] points = [.. Undisturbed.Value.Points.Select((p, i) => (p, i)).Where(p => isOne(p.p)).Select(static p => p.i + 1)];
        return points[(int)(new SimulationRandom(seed, "point").NextDouble() * points.Length)];
    }
}
