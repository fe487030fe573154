using BenchmarkDotNet.Attributes;

namespace TopologyMirror.Benchmarks;

/// <summary>What one tick of a cluster of some 30 instances costs, forecast and simulated ports included.</summary>
[MemoryDiagnoser]
public class TickBenchmarks
{
    private WaveCluster _cluster = null!;

    [IterationSetup]
    public void SetUp()
    {
        _cluster = new WaveCluster(days: 14);
        _cluster.Tick(minutes: 60);
    }

    [Benchmark(OperationsPerInvoke = 600)]
    public int Tick() => _cluster.Tick(minutes: 600);
}
