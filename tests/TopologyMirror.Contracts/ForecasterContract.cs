using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IForecaster"/> must do.</summary>
public static class ForecasterContract
{
    private const int Steps = 12;

    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    public static ContractSuite For(FixtureScope<IForecasterFixture> scope) =>
        new SuiteBuilder<IForecasterFixture>(nameof(IForecaster), scope)
            .Add(Sync(Name_Asked_IsNotEmpty), nameof(Name_Asked_IsNotEmpty))
            .Add(Sync(Forecast_NothingObserved_SaysWhyNot), nameof(Forecast_NothingObserved_SaysWhyNot))
            .Add(Sync(Forecast_Ready_StartsWhereTheSamplesEnd), nameof(Forecast_Ready_StartsWhereTheSamplesEnd))
            .Add(Sync(Forecast_Ready_QuantilesAreLoadsAndRise), nameof(Forecast_Ready_QuantilesAreLoadsAndRise))
            .Add(Sync(Forecast_SameSamples_IsEqualBitForBit), nameof(Forecast_SameSamples_IsEqualBitForBit))
            .Add(Sync(Forecast_AskedAgain_ChangesNothing), nameof(Forecast_AskedAgain_ChangesNothing))
            .Add(Sync(Forecast_OnTheWay_IsAsWithoutTheRest), nameof(Forecast_OnTheWay_IsAsWithoutTheRest))
            .Add(Sync(Forecast_OtherSessionsBeside_IsTheSame), nameof(Forecast_OtherSessionsBeside_IsTheSame))
            .Add(Sync(Forecast_LongSilence_ForecastsOrSaysWhyNot), nameof(Forecast_LongSilence_ForecastsOrSaysWhyNot))
            .Add(Sync(Observe_GapsAndTags_AreCounted), nameof(Observe_GapsAndTags_AreCounted))
            .Add(Sync(TryRestore_Saved_ContinuesBitForBit), nameof(TryRestore_Saved_ContinuesBitForBit))
            .Add(Sync(TryRestore_OtherSeries_GivesNothing), nameof(TryRestore_OtherSeries_GivesNothing))
            .Add(Sync(TryRestore_Damaged_GivesNothing), nameof(TryRestore_Damaged_GivesNothing))
            .Build();

    private static void Name_Asked_IsNotEmpty(IForecasterFixture f) =>
        Expect.That(!string.IsNullOrWhiteSpace(f.Forecaster.Name), "The forecaster has no name.");

    private static void Forecast_NothingObserved_SaysWhyNot(IForecasterFixture f)
    {
        ForecastResult result = f.Forecaster.Start(f.Series).Forecast(new ForecastRequest(Steps));
        Expect.Equal(NotReadyReason.TooFewSamples, result.NotReady?.Reason);
        Expect.That(!string.IsNullOrWhiteSpace(result.NotReady?.Explanation), "The reason is not explained.");
    }

    private static void Forecast_Ready_StartsWhereTheSamplesEnd(IForecasterFixture f)
    {
        LoadForecast forecast = Ready(Fed(f, f.Loads.Count));
        Expect.Equal(f.Series.Start + (f.Loads.Count * f.Series.Step), forecast.Origin);
        Expect.Equal(f.Series.Step, forecast.Step);
        Expect.Equal(Steps, forecast.Steps);
    }

    private static void Forecast_Ready_QuantilesAreLoadsAndRise(IForecasterFixture f)
    {
        LoadForecast forecast = Ready(Fed(f, f.Loads.Count));
        for (int step = 1; step <= Steps; step++)
        {
            double before = 0;
            for (int i = 1; i < 1000; i++)
            {
                double quantile = forecast.Quantile(step, i / 1000.0);
                Expect.That(double.IsFinite(quantile) && quantile >= before, $"Quantile {i / 1000.0:R} of step {step} is {quantile:R}, the one before it {before:R}.");
                before = quantile;
            }
        }
    }

    private static void Forecast_SameSamples_IsEqualBitForBit(IForecasterFixture f) =>
        Expect.SameItems(Row(Fed(f, f.Loads.Count)), Row(Fed(f, f.Loads.Count)));

    private static void Forecast_AskedAgain_ChangesNothing(IForecasterFixture f)
    {
        IForecastSession session = f.Forecaster.Start(f.Series);
        foreach (double load in f.Loads)
        {
            session.Observe(load);
            session.Forecast(new ForecastRequest(1));
            session.Forecast(new ForecastRequest(Steps));
        }

        object[] asked = Row(session);
        Expect.SameItems(asked, Row(session));
        Expect.SameItems(Row(Fed(f, f.Loads.Count)), asked);
    }

    private static void Forecast_OnTheWay_IsAsWithoutTheRest(IForecasterFixture f)
    {
        IForecastSession session = f.Forecaster.Start(f.Series);
        for (int n = 1; n <= f.Loads.Count; n++)
        {
            session.Observe(f.Loads[n - 1]);
            if (f.Loads.Count - n < 5 || n % Math.Max(f.Loads.Count / 5, 1) == 0)
            {
                object[] onTheWay = Row(session);
                Expect.SameItems(Row(Fed(f, n)), onTheWay);
            }
        }
    }

    private static void Forecast_OtherSessionsBeside_IsTheSame(IForecasterFixture f)
    {
        IForecastSession session = f.Forecaster.Start(f.Series);
        IForecastSession other = f.Forecaster.Start(f.Series with { Name = "another" });
        foreach (double load in f.Loads)
        {
            session.Observe(load);
            other.Observe(1_000_000);
        }

        object[] beside = Row(session);
        Expect.SameItems(Row(Fed(f, f.Loads.Count)), beside);
    }

    private static void Forecast_LongSilence_ForecastsOrSaysWhyNot(IForecasterFixture f)
    {
        IForecastSession session = Fed(f, f.Loads.Count);
        for (int i = 0; i < 500; i++)
        {
            session.Observe(double.NaN);
        }

        ForecastResult result = session.Forecast(new ForecastRequest(Steps));
        Expect.That(result.TryGet(out _) || !string.IsNullOrWhiteSpace(result.NotReady?.Explanation), "There is neither a forecast nor a reason.");
    }

    private static void Observe_GapsAndTags_AreCounted(IForecasterFixture f)
    {
        IForecastSession session = f.Forecaster.Start(f.Series);
        session.Observe(1);
        session.Observe(double.NaN);
        session.Observe(2, SampleTags.Outage);
        Expect.Equal(3, session.Count);
    }

    private static void TryRestore_Saved_ContinuesBitForBit(IForecasterFixture f)
    {
        foreach (int cut in new[] { 0, 1, f.Loads.Count / 2, f.Loads.Count })
        {
            IForecastSession? restored = f.Forecaster.TryRestore(f.Series, Fed(f, cut).Save());
            Expect.That(restored is not null, $"A state saved after {cut} samples was not restored.");
            Expect.Equal(cut, restored!.Count);
            Feed(restored, f.Loads.Skip(cut));
            Expect.SameItems(Row(Fed(f, f.Loads.Count)), Row(restored));
        }
    }

    private static void TryRestore_OtherSeries_GivesNothing(IForecasterFixture f)
    {
        byte[] state = Fed(f, f.Loads.Count).Save();
        Expect.That(f.Forecaster.TryRestore(f.Series with { Name = f.Series.Name + "-other" }, state) is null, "The state of a series of another name was restored.");
        Expect.That(f.Forecaster.TryRestore(f.Series with { Step = 2 * f.Series.Step }, state) is null, "The state of a series of another step was restored.");
    }

    private static void TryRestore_Damaged_GivesNothing(IForecasterFixture f)
    {
        byte[] state = Fed(f, f.Loads.Count).Save();
        Expect.That(f.Forecaster.TryRestore(f.Series, []) is null, "A session was restored from nothing.");
        Expect.That(f.Forecaster.TryRestore(f.Series, state.AsSpan(0, state.Length / 2)) is null, "A session was restored from half a state.");
        byte[] damaged = [.. state];
        damaged[damaged.Length / 2] ^= 0x40;
        Expect.That(f.Forecaster.TryRestore(f.Series, damaged) is null, "A session was restored from a damaged state.");
    }

    private static Func<IForecasterFixture, CancellationToken, Task> Sync(Action<IForecasterFixture> body) => (fixture, _) =>
    {
        body(fixture);
        return Task.CompletedTask;
    };

    private static IForecastSession Fed(IForecasterFixture f, int count)
    {
        IForecastSession session = f.Forecaster.Start(f.Series);
        Feed(session, f.Loads.Take(count));
        return session;
    }

    private static void Feed(IForecastSession session, IEnumerable<double> loads)
    {
        foreach (double load in loads)
        {
            session.Observe(load);
        }
    }

    private static LoadForecast Ready(IForecastSession session)
    {
        ForecastResult result = session.Forecast(new ForecastRequest(Steps));
        return result.Forecast ?? throw new ContractViolationException($"No forecast after {session.Count} samples: {result.NotReady?.Explanation}");
    }

    /// <summary>All quantiles of all steps; a reason instead where there is no forecast.</summary>
    private static object[] Row(IForecastSession session)
    {
        ForecastResult result = session.Forecast(new ForecastRequest(Steps));
        return result.TryGet(out LoadForecast? forecast)
            ? [.. Enumerable.Range(1, Steps).SelectMany(step => forecast.QuantilesAt(step).ToArray()).Select(q => (object)q)]
            : [result.NotReady!];
    }
}
