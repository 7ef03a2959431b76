using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace BackpropGen.Tests;

/// <summary>A definition's symbols while the program runs: all can be made, none can be applied.</summary>
public class DefinitionTests
{
    private static readonly Layer Layer = Layers.Dense(1);

    public static TheoryData<string> FunctionNames => [.. FunctionMethods.Select(method => method.ToString()!)];

    private static MethodInfo[] FunctionMethods => typeof(Functions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Applying_a_function_throws_and_names_it(string signature)
    {
        MethodInfo method = FunctionMethods.Single(method => method.ToString() == signature);
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null).ToArray();
        var exception = Assert.IsType<InvalidOperationException>(
            Assert.Throws<TargetInvocationException>(() => method.Invoke(null, arguments)).InnerException);
        Assert.StartsWith($"'{method.Name}' was applied while the program runs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Predict, Evaluate, Backpropagate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Applying_an_operator_throws_and_names_it()
    {
        Tensor tensor = 1.0;
        Check("+", () => tensor + 1);
        Check("-", () => tensor - 1);
        Check("*", () => 2 * tensor);
        Check("/", () => tensor / 2);
        Check("-", () => -tensor);

        static void Check(string name, Func<Tensor> apply) =>
            Assert.StartsWith($"'{name}' ", Assert.Throws<InvalidOperationException>(apply).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Applying_a_layer_throws() =>
        Assert.StartsWith("'Layer' ", Assert.Throws<InvalidOperationException>(() => Layer(1.0)).Message, StringComparison.Ordinal);

    [Fact]
    public void Layers_are_one_cached_symbol_even_of_arguments_that_make_no_sense()
    {
        Assert.Same(Layer, Layers.Dense(-1));
        Assert.Same(Layer, Layers.LayerNorm(double.NaN));
        Assert.Same(Layer, Layers.BatchNorm());
        Assert.Same(Layer, Layers.Sequence(null!));
    }

    [Fact]
    public void Parameters_states_and_constants_are_cached_symbols()
    {
        Parameter parameter = Layers.Parameter(3);
        Assert.Same(parameter, Layers.Parameter([-1, 2], Initializer.HeNormal));
        Assert.Same(parameter, Layer.Weight);
        Assert.Same(parameter, Layer.Bias);
        Assert.Same(Layers.State([1]), Layers.State([2, 3], 4));
        Tensor first = 1.0, second = double.NaN;
        Assert.Same(first, second);
    }

    [Fact]
    public void Initializers_are_one_cached_symbol()
    {
        Initializer inert = Initializer.Zeros;
        Assert.All(typeof(Initializer).GetProperties(BindingFlags.Public | BindingFlags.Static), property => Assert.Same(inert, property.GetValue(null)));
        Assert.Same(inert, Initializer.Constant(1));
        Assert.Same(inert, Initializer.Uniform(1, -1));
        Assert.Same(inert, Initializer.Normal(0, -1));
    }

    [Fact]
    public void Repeat_calls_for_each_index_in_order() => Assert.Equal([0, 1, 4, 9], Layers.Repeat(4, index => index * index));

    [Fact]
    public void Making_a_layer_allocates_nothing() => Assert.Equal(0, Allocations.Of(() => Layers.Dense(64, weightInitializer: Initializer.HeNormal)));
}
