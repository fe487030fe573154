using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Kills a controller at every record of its journal, one world each, and lets its successor finish.</summary>
internal static class Crashes
{
    /// <summary>Every world ends like the undisturbed one, with nothing open.</summary>
    public static void AtEveryRecord(
        Func<PipelineWorld> make, Func<PipelineWorld, MirrorPipelineBuilder> build, int ticks, bool beforeTheRecord, Action<PipelineWorld, int>? beforeTick = null)
    {
        PipelineWorld undisturbed = Run(make, build, ticks, int.MaxValue, beforeTheRecord, beforeTick);
        undisturbed.Ticks[^1].OpenRun.ShouldBeNull();
        undisturbed.Cluster.Watch.Violations.ShouldBeEmpty();
        for (int record = 1; record <= undisturbed.Journal.Count; record++)
        {
            PipelineWorld world = Run(make, build, ticks, record, beforeTheRecord, beforeTick);
            world.Summary().ShouldBe(undisturbed.Summary(), $"after a crash at record {record}: {undisturbed.Journal[record - 1]}");
            world.Ticks[^1].OpenRun.ShouldBeNull($"after a crash at record {record}");
        }
    }

    private static PipelineWorld Run(
        Func<PipelineWorld> make, Func<PipelineWorld, MirrorPipelineBuilder> build, int ticks, int crashAt, bool beforeTheRecord, Action<PipelineWorld, int>? beforeTick)
    {
        PipelineWorld world = make();
        world.Run(async () =>
        {
            var journal = new CrashingJournal(world.World.Store, crashAt, beforeTheRecord);
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

    private sealed class CrashException : Exception;

    private sealed class CrashingJournal(InMemoryStore store, int crashAt, bool beforeTheRecord) : IOperationJournal
    {
        private int _appended;

        public async ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
        {
            bool crashes = ++_appended == crashAt;
            if (crashes && beforeTheRecord)
            {
                throw new CrashException();
            }

            long sequence = await store.AppendAsync(record, cancellationToken);
            return crashes ? throw new CrashException() : sequence;
        }

        public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) =>
            store.ReadAsync(cluster, after, cancellationToken);
    }
}
