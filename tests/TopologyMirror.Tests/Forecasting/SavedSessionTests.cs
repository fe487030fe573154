using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>A saved session is a cache: restored whole, or not at all.</summary>
public sealed class SavedSessionTests
{
    private static byte[] Saved(IForecaster forecaster) => forecaster.Start(TestSeries.Hourly).Feed(TestSeries.Wave(60)).Save();

    [Fact]
    public void TryRestore_AnyByteChanged_GivesNothing()
    {
        foreach (IForecaster forecaster in TestSeries.Forecasters)
        {
            byte[] state = Saved(forecaster);
            for (int i = 0; i < state.Length; i += i < 200 ? 1 : 997)
            {
                byte[] damaged = [.. state];
                damaged[i] ^= (byte)(1 << (i % 8));
                forecaster.TryRestore(TestSeries.Hourly, damaged).ShouldBeNull();
            }
        }
    }

    [Fact]
    public void TryRestore_CutOrExtended_GivesNothing()
    {
        foreach (IForecaster forecaster in TestSeries.Forecasters)
        {
            byte[] state = Saved(forecaster);
            for (int length = 0; length < state.Length; length += length < 200 ? 1 : 997)
            {
                forecaster.TryRestore(TestSeries.Hourly, state.AsSpan(0, length)).ShouldBeNull();
            }

            forecaster.TryRestore(TestSeries.Hourly, [.. state, 0]).ShouldBeNull();
        }
    }

    [Fact]
    public void TryRestore_ForgedChecksum_NeverThrows()
    {
        // Content that is wrong under a right checksum: what a bug of another version might write.
        var random = new Random(5);
        foreach (IForecaster forecaster in TestSeries.Forecasters)
        {
            byte[] state = Saved(forecaster);
            for (int i = 0; i < 300; i++)
            {
                byte[] damaged = state[..random.Next(60, state.Length)];
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                byte[] checksum = BitConverter.GetBytes(StateChecksum.Of(damaged));
                Should.NotThrow(() => forecaster.TryRestore(TestSeries.Hourly, [.. damaged, .. checksum]));
            }
        }
    }

    [Fact]
    public void TryRestore_OtherSeries_GivesNothing()
    {
        foreach (IForecaster forecaster in TestSeries.Forecasters)
        {
            byte[] state = Saved(forecaster);
            forecaster.TryRestore(TestSeries.Hourly with { Name = "others" }, state).ShouldBeNull();
            forecaster.TryRestore(TestSeries.Hourly with { Step = TimeSpan.FromMinutes(5) }, state).ShouldBeNull();
            forecaster.TryRestore(TestSeries.Hourly with { Start = DateTimeOffset.UnixEpoch.AddHours(1) }, state).ShouldBeNull();
        }
    }

    [Fact]
    public void TryRestore_OtherForecasterOrOptions_GivesNothing()
    {
        new SmoothingForecaster().TryRestore(TestSeries.Hourly, Saved(new SeasonalNaiveForecaster())).ShouldBeNull();
        new SeasonalNaiveForecaster { Season = TimeSpan.FromHours(12) }
            .TryRestore(TestSeries.Hourly, Saved(new SeasonalNaiveForecaster())).ShouldBeNull();
        new SeasonalNaiveForecaster { CorrectsLevel = false }
            .TryRestore(TestSeries.Hourly, Saved(new SeasonalNaiveForecaster())).ShouldBeNull();
        new MedianPoolForecaster(MedianPoolForecaster.Default.Name, new SmoothingForecaster(), new SeasonalNaiveForecaster())
            .TryRestore(TestSeries.Hourly, Saved(MedianPoolForecaster.Default)).ShouldBeNull();
    }

    [Fact]
    public void TryRestore_SameInstantInAnotherOffset_Restores()
    {
        ForecastSeries moved = TestSeries.Hourly with { Start = TestSeries.Hourly.Start.ToOffset(TimeSpan.FromHours(2)) };
        new SmoothingForecaster().TryRestore(moved, Saved(new SmoothingForecaster())).ShouldNotBeNull();
    }

    [Fact]
    public void TryRestore_WindowsFull_ContinuesBitForBit()
    {
        ForecastSeries minutes = TestSeries.Hourly with { Step = TimeSpan.FromMinutes(30) };
        double[] values = [.. TestSeries.Wave(2600).Select((x, i) => i % 13 == 0 ? Math.Round(x) : x)];
        foreach (IForecaster forecaster in TestSeries.Forecasters)
        {
            byte[] state = forecaster.Start(minutes).Feed(values[..2000]).Save();
            forecaster.TryRestore(minutes, state).ShouldNotBeNull().Feed(values[2000..]).Rows(400)
                .ShouldBe(forecaster.Start(minutes).Feed(values).Rows(400));
        }
    }

    [Fact]
    public void Save_LongSeries_StaysBounded()
    {
        IForecastSession session = MedianPoolForecaster.Default.Start(TestSeries.Hourly).Feed(TestSeries.Wave(5000));
        int length = session.Save().Length;
        session.Feed(TestSeries.Wave(5000)).Save().Length.ShouldBeInRange(length, length + 60_000);
        length.ShouldBeLessThan(400_000);
    }
}
