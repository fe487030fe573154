using TopologyMirror.Backtests;
using TopologyMirror.Backtests.Sweep;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Backtests;

public sealed class OptionTextsTests
{
    [Theory]
    [InlineData("10m", 600)]
    [InlineData("90s", 90)]
    [InlineData("00:10:00", 600)]
    [InlineData("1.5h", 5400)]
    [InlineData("03:00:00", 10800)]
    public void LeadTime_ADuration_IsRead(string text, int seconds) => OptionTexts.LeadTime(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("10")]
    [InlineData("0s")]
    [InlineData("-5m")]
    [InlineData("m")]
    [InlineData("")]
    [InlineData("4h")]
    [InlineData("99999999999999h")]
    [InlineData("soon")]
    public void LeadTime_NoDuration_IsRefusedByValue(string text) => Should.Throw<BacktestException>(() => OptionTexts.LeadTime(text)).Message
        .ShouldBe($"--lead-time '{text}' is no duration longer than zero and at most 3 hours, such as 10m, 90s or 00:10:00.");

    [Fact]
    public void Risks_SharesAndPercentages_AreRead() => OptionTexts.Risks(["0.01", "1%,0.1%", "50%"]).ShouldBe([0.01, 0.01, 0.001, 0.5]);

    [Theory]
    [InlineData("1")]
    [InlineData("60%")]
    [InlineData("0")]
    [InlineData("%")]
    [InlineData("much")]
    public void Risks_NoRisk_IsRefusedByValue(string text) => Should.Throw<BacktestException>(() => OptionTexts.Risks([text])).Message
        .ShouldBe($"--risk '{text}' is no share from 0.0001 to 0.5, for example 0.01 or 1%.");

    [Fact]
    public void Events_Names_AreReadInBothForms()
    {
        OptionTexts.Events(["bad-release,None", "NoCapacity"]).ShouldBe([ReplayEventVariant.BadRelease, ReplayEventVariant.None, ReplayEventVariant.NoCapacity]);
        Should.Throw<BacktestException>(() => OptionTexts.Events(["flood"])).Message
            .ShouldBe("--events 'flood' is none of none, plain, no-capacity, bad-release, step-at-release, dip.");
    }
}
