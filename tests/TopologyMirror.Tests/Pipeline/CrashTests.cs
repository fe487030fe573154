using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A controller that dies at any record of its journal loses nothing: its successor on the same world finishes.</summary>
public sealed class CrashTests
{
    private static double Surge(int minute) => minute is >= 6 and < 20 ? 55 : 25;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TickAsync_AfterACrashAtAnyRecord_Finishes(bool beforeTheRecord)
    {
        PipelineWorld undisturbed = Run(int.MaxValue, beforeTheRecord);
        string end = undisturbed.Summary();
        end.ShouldBe("serving 3, instances 4, routes 3, watched 3, violations 0");

        for (int record = 1; record <= undisturbed.Journal.Count; record++)
        {
            PipelineWorld world = Run(record, beforeTheRecord);
            world.Summary().ShouldBe(end, $"after a crash at record {record}: {undisturbed.Journal[record - 1]}");
            world.Ticks[^1].OpenRun.ShouldBeNull($"after a crash at record {record}");
        }
    }

    private static PipelineWorld Run(int crashAt, bool beforeTheRecord)
    {
        var world = new PipelineWorld(Surge);
        world.Run(async () =>
        {
            var journal = new CrashingJournal(world.World.Store, crashAt, beforeTheRecord);
            MirrorPipeline first = world.Builder().UseStore(journal, world.World.Store, world.World.Store).Build();
            int ticks = 0;
            try
            {
                for (; ticks < 50; ticks++)
                {
                    await world.TickAsync(first);
                }
            }
            catch (CrashException)
            {
                // Nothing of the first pipeline is disposed: its process is gone.
                await world.TickAsync(world.Build(), 50 - ticks);
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
