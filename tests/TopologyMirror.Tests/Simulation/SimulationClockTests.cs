using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

public sealed class SimulationClockTests
{
    private readonly SimulationClock _clock = new(DateTimeOffset.UnixEpoch);

    private readonly List<string> _fired = [];

    private ITimer Set(string name, double seconds, double period = -1) => _clock.CreateTimer(
        _ => _fired.Add(name),
        null,
        TimeSpan.FromSeconds(seconds),
        period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));

    private void FireAll()
    {
        while (_clock.FireNext())
        {
        }
    }

    [Fact]
    public void FireNext_SeveralTimers_AreInOrderOfDueTimeThenOfSetting()
    {
        Set("c", 2);
        Set("a", 1);
        Set("d", 2);
        Set("b", 1);
        FireAll();
        _fired.ShouldBe(["a", "b", "c", "d"]);
        _clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(2));
        _clock.GetElapsedTime(0).ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void FireNext_Period_ComesAgainBehindTimersOfTheSameTime()
    {
        ITimer periodic = Set("p", 1, 1);
        Set("a", 2);
        for (int i = 0; i < 4; i++)
        {
            _clock.FireNext();
        }

        periodic.Dispose();
        FireAll();

        // The second period was set when the first fired, which is after "a" was set.
        _fired.ShouldBe(["p", "a", "p", "p"]);
    }

    [Fact]
    public void FireNext_Changed_CountsFromTheChange()
    {
        ITimer timer = Set("t", 5);
        Set("a", 1);
        _clock.FireNext();
        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).ShouldBeTrue();
        Set("b", 1);
        FireAll();
        _fired.ShouldBe(["a", "t", "b"]);
        _clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(2));
    }

    [Fact]
    public void FireNext_DisposedOrInfinite_DoesNotFire()
    {
        ITimer gone = Set("gone", 1);
        gone.Dispose();
        gone.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).ShouldBeFalse();
        _clock.CreateTimer(_ => _fired.Add("never"), null, Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(1));
        _clock.FireNext().ShouldBeFalse();
        _fired.ShouldBeEmpty();
    }

    [Fact]
    public void GetUtcNow_WhileCodeRuns_StandsStill()
    {
        DateTimeOffset seen = default;
        _clock.CreateTimer(_ => seen = _clock.GetUtcNow(), null, TimeSpan.FromHours(3), Timeout.InfiniteTimeSpan);
        _clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch);
        _clock.FireNext();
        seen.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(3));
    }
}
