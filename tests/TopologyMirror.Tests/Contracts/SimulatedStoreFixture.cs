using TopologyMirror.Contracts;
using TopologyMirror.Data;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedStoreFixture : SimulatedFixture, IDataSynchronizerFixture
{
    public SimulatedStoreFixture()
    {
        IReadOnlyList<InstanceId> instances = PlaceReady(2);
        (Writer, Replica) = (instances[0], instances[1]);
        Simulated.AddStore().AddDataSet(DataSet, Web, TimeSpan.FromMilliseconds(100));
        Data = Simulated.Store!;
    }

    public IDataSynchronizer Data { get; }

    public DataSetName DataSet { get; } = new("orders");

    public InstanceId Writer { get; }

    public InstanceId Replica { get; }

    public static FixtureScope<IDataSynchronizerFixture> Scope() => Scope<SimulatedStoreFixture, IDataSynchronizerFixture>(() => new SimulatedStoreFixture());
}
