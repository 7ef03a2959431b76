using BackpropGen.Samples.VanishingGradients;
using Xunit;

namespace BackpropGen.Samples.Tests.VanishingGradients;

public sealed class LectureNotesTests
{
    [Fact]
    public void Four_slopes_of_a_tenth_leave_a_ten_thousandth() =>
        Assert.Equal(1e-4, LectureNotes.SlopeOfChain(0.1, 0.1, 0.1, 0.1), tolerance: 1e-18);

    [Fact]
    public void A_sigmoid_unit_of_weight_500_has_a_slope_of_125() =>
        Assert.Equal(125, LectureNotes.SlopeOfNeuron(500));

    [Fact]
    public void Four_steep_slopes_make_seven_and_a_half_billion() =>
        Assert.Equal(7_507_500_000, LectureNotes.SlopeOfChain(300, 200, 125, 1001));

    [Fact]
    public void A_step_of_2e_minus_13_changes_a_weight_of_1_in_double_and_not_in_float()
    {
        Assert.Equal((1f, 1f), LectureNotes.LearnInSingle());
        Assert.Equal((1.0, 1 - 2e-13), LectureNotes.LearnInDouble());
    }
}
