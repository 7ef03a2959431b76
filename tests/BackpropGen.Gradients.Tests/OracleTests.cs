namespace BackpropGen.Gradients.Tests;

/// <summary>Generated code against PyTorch in double precision.</summary>
public sealed class OracleTests
{
    private const double Relative = 1e-10;
    private const double ZeroRelative = 1e-14;

    public static TheoryData<string> Fixtures => Cases.Fixtures;

    public static TheoryData<string> WithStates => Cases.Where(static fixture => fixture.States.Length > 0);

    [Fact]
    public void Every_model_has_a_fixture_and_every_fixture_a_model()
        => Assert.Equal(Cases.Double.Keys.Order(StringComparer.Ordinal), Fixture.All.Values.Select(static fixture => fixture.Model).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_layout_names_the_parameters_and_states_of_the_twin(string name)
    {
        var fixture = Fixture.All[name];
        var layout = Cases.Create(name).Model.Layout;

        Assert.Equal(
            fixture.Parameters.Select(static parameter => Describe(parameter.Path, parameter.Shape)).Order(StringComparer.Ordinal),
            layout.Where(static array => array.Kind == StoredKind.Parameter).Select(static array => Describe(array.Path, array.Shape)).Order(StringComparer.Ordinal));
        Assert.Equal(
            fixture.States.Select(static state => Describe(state.Path, state.Shape)).Order(StringComparer.Ordinal),
            layout.Where(static array => array.Kind == StoredKind.State).Select(static array => Describe(array.Path, array.Shape)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Outputs_equal_the_twins(string name)
    {
        var subject = Cases.Create(name);
        subject.Predict();
        foreach (var output in Fixture.All[name].Outputs)
        {
            Metric.AssertClose(output.Name, output.Values, subject.Output(output.Name), Relative, output.Noise);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_loss_at_inference_equals_the_twins(string name)
    {
        var expected = Fixture.All[name].Evaluation;
        Metric.AssertClose("loss", expected.Value, Cases.Create(name).Evaluate(), Relative, expected.Noise);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_loss_while_training_equals_the_twins(string name)
    {
        var expected = Fixture.All[name].Loss;
        Metric.AssertClose("loss", expected.Value, Cases.Create(name).Backpropagate(), Relative, expected.Noise);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Every_gradient_equals_the_twins(string name)
    {
        var fixture = Fixture.All[name];
        var subject = Cases.Create(name);
        subject.Backpropagate();
        foreach (var parameter in fixture.Parameters)
        {
            double[] gradient = subject.Gradient(parameter.Path);
            if (parameter.Zero)
            {
                Metric.AssertWithin(parameter.Path, new double[gradient.Length], gradient, ZeroRelative * fixture.LargestGradient);
            }
            else
            {
                Metric.AssertClose(parameter.Path, parameter.Gradient, gradient, Relative, parameter.Noise);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithStates))]
    public void A_training_step_moves_the_states_as_the_twins(string name)
    {
        var subject = Cases.Create(name);
        subject.Backpropagate();
        foreach (var state in Fixture.All[name].States)
        {
            Metric.AssertClose(state.Path, state.After, subject.Read(state.Path), Relative, state.Noise);
        }
    }

    [Theory]
    [MemberData(nameof(WithStates))]
    public void Inference_leaves_the_states_as_they_are(string name)
    {
        var subject = Cases.Create(name);
        subject.Predict();
        subject.Evaluate();
        foreach (var state in Fixture.All[name].States)
        {
            Assert.Equal(state.Values, subject.Read(state.Path));
        }
    }

    private static string Describe(string path, IEnumerable<int> shape) => $"{path} [{string.Join(", ", shape)}]";
}
