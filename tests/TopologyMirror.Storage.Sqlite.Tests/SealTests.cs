using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

public sealed class SealTests
{
    [Fact]
    public void Of_AnotherRecordBefore_IsAnotherSeal()
    {
        var record = new JournalRecord { Sequence = 2, Cluster = new ClusterName("shop"), Time = DateTimeOffset.UnixEpoch, Epoch = new Epoch(1), Kind = JournalRecordKind.Intent };
        byte[] first = JournalSeal.Of(JournalSeal.First, record);

        JournalSeal.Of(first, record).ShouldNotBe(first);
    }
}
