using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Rules;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>The rule of saturating stacks on graphs alone.</summary>
public sealed class SaturatingStackGraphTests
{
    [Fact]
    public void Nine_sigmoids_between_weighted_layers_are_one_stack()
    {
        var layers = Sigmoids(9);
        layers.Then((_, x) => layers.Dense(8, x));
        var stack = Assert.Single(layers.Find());
        Assert.Equal(9, stack.Activations.Count);
        Assert.Equal(Saturation.SigmoidLike, stack.Kind);
    }

    [Fact]
    public void The_activations_of_a_stack_are_in_the_order_of_the_data()
    {
        var stack = Assert.Single(Sigmoids(6).Find());
        Assert.Equal(stack.Activations.Order(), stack.Activations);
    }

    [Fact]
    public void A_skip_in_the_middle_leaves_two_short_sequences()
    {
        var layers = Sigmoids(4);
        layers.Then((graph, x) => graph.MapAligned(Scalars.Add, x, graph.Map(Scalars.Sigmoid, layers.Dense(8, x))));
        Assert.Empty(Add(layers, 3).Find());
        Assert.Single(Add(Sigmoids(4), 3).Find());
    }

    [Fact]
    public void A_layer_normalization_ends_a_sequence()
    {
        Assert.Empty(Add(Sigmoids(4).Normalized(), 4).Find());
        Assert.Equal(2, Add(Sigmoids(5).Normalized(), 5).Find().Count);
    }

    [Fact]
    public void Dividing_by_a_constant_is_no_normalization() => Assert.Single(
        Add(Sigmoids(3).Then((graph, x) => graph.MapAligned(Scalars.Divide, x, graph.Number(3))), 3).Find());

    [Fact]
    public void A_softmax_is_no_normalization_of_second_order() => Assert.Single(Add(Sigmoids(3).Then((graph, x) =>
    {
        int exponential = graph.Map(Scalars.Exp, x);
        return graph.MapAligned(Scalars.Divide, exponential, graph.InsertAxes(graph.Sum(exponential, [0]), 0));
    }), 3).Find());

    [Fact]
    public void A_gradient_that_takes_a_shorter_way_to_an_auxiliary_output_is_not_lost()
    {
        var layers = Sigmoids(5);
        int early = layers.Dense(8, layers.Top);
        Add(layers, 4).Then((graph, x) => graph.MapAligned(Scalars.Add, x, early));
        Assert.Equal(5, Assert.Single(layers.Find()).Activations.Count);
    }

    [Fact]
    public void Two_branches_that_share_their_end_are_one_cause_unless_each_is_deep_itself()
    {
        var shallow = Sigmoids(1);
        int other = shallow.Builder.Map(Scalars.Sigmoid, shallow.Dense(8, shallow.Dense(8, shallow.Top)));
        shallow.Then((graph, x) => graph.MapAligned(Scalars.Multiply, graph.Map(Scalars.Sigmoid, shallow.Dense(8, x)), other));
        Assert.Single(Add(shallow, 5).Find());
    }

    private static StackOfLayers Sigmoids(int count) => Add(new StackOfLayers(), count);

    private static StackOfLayers Add(StackOfLayers layers, int count)
    {
        for (int i = 0; i < count; i++)
        {
            layers.Activated(Scalars.Sigmoid);
        }

        return layers;
    }
}
