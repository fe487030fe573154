using TopologyMirror.Contracts;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Contracts;

/// <summary>Every forecaster of the library keeps what forecasters promise.</summary>
public sealed class ForecasterContractTests
{
    private static readonly SortedDictionary<string, ContractSuite> Suites = new(StringComparer.Ordinal)
    {
        ["seasonal-naive"] = Suite(new SeasonalNaiveForecaster()),
        ["seasonal-naive, plain"] = Suite(new SeasonalNaiveForecaster { CorrectsLevel = false }),
        ["smoothing"] = Suite(new SmoothingForecaster()),
        ["median-pool"] = Suite(MedianPoolForecaster.Default),
        ["ensemble"] = Suite(EnsembleForecaster.Default),
        ["ensemble, ridge autoregression"] = Suite(new EnsembleForecaster("one", ForecastModel.RidgeAutoregression)),
        ["ensemble, direct ridge"] = Suite(new EnsembleForecaster("one", ForecastModel.DirectRidge)),
        ["ensemble, profile smoothing"] = Suite(new EnsembleForecaster("one", ForecastModel.ProfileSmoothing)),
        ["ensemble, Fourier regression"] = Suite(new EnsembleForecaster("one", ForecastModel.FourierRegression)),
        ["ensemble, level smoothing"] = Suite(new EnsembleForecaster("one", ForecastModel.LevelSmoothing)),
        ["ensemble, singular spectrum"] = Suite(new EnsembleForecaster("one", ForecastModel.SingularSpectrum)),
        ["ensemble, damped Holt-Winters"] = Suite(new EnsembleForecaster("one", ForecastModel.DampedHoltWinters)),
        ["ensemble, seasonal repeat"] = Suite(new EnsembleForecaster("one", ForecastModel.SeasonalRepeat)),
    };

    public static MatrixTheoryData<string, string> Cases => new(Suites.Keys, Suites.Values.First().Cases.Select(c => c.ToString()));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfTheForecaster_Holds(string forecaster, string name) => ContractRunner.RunAsync([Suites[forecaster]], name);

    private static ContractSuite Suite(IForecaster forecaster) => ForecasterContract.For(ForecasterFixture.Scope(forecaster));
}
