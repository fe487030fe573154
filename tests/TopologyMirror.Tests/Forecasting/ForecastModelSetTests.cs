using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class ForecastModelSetTests
{
    [Fact]
    public void Set_OfTheSameModels_IsEqualInAnyOrder()
    {
        var one = new ForecastModelSet(ForecastModel.LevelSmoothing, ForecastModel.DirectRidge, ForecastModel.LevelSmoothing);
        var other = new ForecastModelSet(ForecastModel.DirectRidge, ForecastModel.LevelSmoothing);
        one.ShouldBe(other);
        one.GetHashCode().ShouldBe(other.GetHashCode());
        one.Name.ShouldBe("DirectRidge+LevelSmoothing");
        one.ShouldNotBe(new ForecastModelSet(ForecastModel.DirectRidge));
    }

    [Fact]
    public void ToForecaster_TheDefaultPool_IsTheDefault() =>
        new ForecastModelSet(EnsembleForecaster.Default.Models.Reverse()).ToForecaster().ShouldBeSameAs(EnsembleForecaster.Default);

    [Fact]
    public void ToForecaster_AnotherSet_BearsItsName()
    {
        EnsembleForecaster forecaster = new ForecastModelSet(ForecastModel.SeasonalRepeat, ForecastModel.DirectRidge).ToForecaster();
        forecaster.Name.ShouldBe("DirectRidge+SeasonalRepeat");
        forecaster.Models.ShouldBe([ForecastModel.DirectRidge, ForecastModel.SeasonalRepeat]);
    }

    [Theory]
    [InlineData("directridge,LevelSmoothing", "DirectRidge+LevelSmoothing")]
    [InlineData("DirectRidge,Ridge", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void TryParse_Names_KnowsModelsOnly(string names, string? expected)
    {
        ForecastModelSet.TryParse(names.Split(','), out ForecastModelSet? models).ShouldBe(expected is not null);
        models?.Name.ShouldBe(expected);
    }

    [Fact]
    public void Set_OfNothing_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => new ForecastModelSet());
}
