using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Data;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Kills a controller at every record of its journal, one world each, and lets its successor finish.</summary>
internal static class Crashes
{
    /// <summary>Every world ends like the undisturbed one, with nothing open.</summary>
    public static void AtEveryRecord(
        Func<PipelineWorld> make,
        Func<PipelineWorld, MirrorPipelineBuilder> build,
        int ticks,
        bool beforeTheRecord,
        string? summary = null,
        Action<PipelineWorld, int>? beforeTick = null)
    {
        PipelineWorld undisturbed = Run(make, build, ticks, int.MaxValue, beforeTheRecord, beforeTick);
        undisturbed.Ticks[^1].OpenRun.ShouldBeNull();
        undisturbed.Summary().ShouldBe(summary ?? undisturbed.Summary());
        undisturbed.Cluster.Watch.Violations.ShouldBeEmpty();
        for (int record = 1; record <= undisturbed.Journal.Count; record++)
        {
            PipelineWorld world = Run(make, build, ticks, record, beforeTheRecord, beforeTick);
            world.Summary().ShouldBe(undisturbed.Summary(), $"after a crash at record {record}: {undisturbed.Journal[record - 1]}");
            world.Ticks[^1].OpenRun.ShouldBeNull($"after a crash at record {record}");
        }
    }

    /// <summary>The journal of a controller that dies at a record, counted from 1: before it is written, or after.</summary>
    public static CrashingJournal Mortal(PipelineWorld world, int crashAt, bool beforeTheRecord)
    {
        int record = 0;
        return new CrashingJournal(world.World.Store) { At = _ => ++record == crashAt, IsBeforeTheRecord = beforeTheRecord };
    }

    private static PipelineWorld Run(
        Func<PipelineWorld> make, Func<PipelineWorld, MirrorPipelineBuilder> build, int ticks, int crashAt, bool beforeTheRecord, Action<PipelineWorld, int>? beforeTick)
    {
        PipelineWorld world = make();
        world.Run(async () =>
        {
            CrashingJournal journal = Mortal(world, crashAt, beforeTheRecord);
            MirrorPipeline pipeline = build(world).UseStore(journal, world.World.Store, world.World.Store).Build();
            for (int tick = 0; tick < ticks; tick++)
            {
                beforeTick?.Invoke(world, tick);
                try
                {
                    await world.TickAsync(pipeline);
                }
                catch (CrashException)
                {
                    // Nothing of the first pipeline is disposed: its process is gone.
                    pipeline = build(world).Build();
                }
            }
        });
        return world;
    }
}
