using TopologyMirror.Backtests;
using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Tests.Backtests;

public sealed class SweepOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void Run_JobsThatEndInAnyOrder_AreTakenInTheirOwn(int threads)
    {
        using var last = new ManualResetEventSlim();
        var taken = new List<int>();
        SweepOrder.Run(
            9,
            threads,
            job =>
            {
                // With threads to spare the first job ends last.
                if (job == 0 && threads > 1)
                {
                    last.Wait(TestContext.Current.CancellationToken);
                }
                else if (job == 1)
                {
                    last.Set();
                }

                return job * job;
            },
            taken.Add);
        taken.ShouldBe([0, 1, 4, 9, 16, 25, 36, 49, 64]);
    }

    [Fact]
    public void Run_TwoJobsFail_ThrowsTheFirstAndTakesWhatWasBefore()
    {
        var taken = new List<int>();
        Should.Throw<BacktestException>(() => SweepOrder.Run(
            6, 2, job => job is 2 or 4 ? throw new BacktestException($"Job {job}.") : job, taken.Add)).Message.ShouldBe("Job 2.");
        taken.ShouldBe([0, 1]);
    }

    [Fact]
    public void Run_TakingFails_IsThrown() =>
        Should.Throw<IOException>(() => SweepOrder.Run(3, 2, job => job, _ => throw new IOException("full"))).Message.ShouldBe("full");
}
