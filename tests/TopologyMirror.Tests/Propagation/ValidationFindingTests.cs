using System.Globalization;
using TopologyMirror.Propagation;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Propagation;

public sealed class ValidationFindingTests
{
    [Fact]
    public void Sentence_OfARefusal_SaysValueLimitUnitAgeAndEarliestTime() =>
        ValidationFinding.Refused(TestWorld.Id("web-1"), "queue depth", 12.5, 5, "messages", TestWorld.Noon, TestWorld.Noon.AddMinutes(5))
            .Sentence("depth", TestWorld.Noon.AddSeconds(12))
            .ShouldBe("Check 'depth' refuses instance 'web-1': queue depth is 12.5 messages, limit 5 messages, observed 12 s ago; it may pass from 2026-01-01T12:05:00Z on.");

    [Fact]
    public void Sentence_WhereWaitingDoesNotHelp_SaysSo() =>
        ValidationFinding.Refused(TestWorld.Id("web-1"), "reported digest", "bbbb", "aaaa", string.Empty, TestWorld.Noon, null)
            .Sentence("digest-parity", TestWorld.Noon.AddSeconds(-3))
            .ShouldBe("Check 'digest-parity' refuses instance 'web-1': reported digest is bbbb, limit aaaa, observed 0 s ago; waiting does not help.");

    [Fact]
    public void Sentence_InAnotherCulture_IsTheSame()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Sentence_OfARefusal_SaysValueLimitUnitAgeAndEarliestTime();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", "1", "2")]
    [InlineData("x", " ", "2")]
    [InlineData("x", "1", "")]
    public void Refused_WithoutWhatWasMeasuredValueOrLimit_CannotBeMade(string measured, string value, string limit) =>
        Should.Throw<ArgumentException>(() => ValidationFinding.Refused(TestWorld.Id("a"), measured, value, limit, string.Empty, TestWorld.Noon, null));
}
