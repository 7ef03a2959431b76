using System;
using System.Runtime;
using BackpropGen.Execution;
using BackpropGen.Kernels;
using Xunit;

namespace BackpropGen.Tests;

/// <summary>What is compiled ahead.</summary>
public class PreparationTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(100)]
    [InlineData(64)]
    [InlineData(32)]
    public void The_first_product_after_the_preparation_compiles_nothing(int samples)
    {
        Preparation<double>.Run();
        const int Inputs = 96, Outputs = 64;
        ReadOnlySpan<double> x = new double[samples * Inputs], weight = new double[Inputs * Outputs];
        Span<double> z = new double[samples * Outputs];
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        MatrixProduct.Multiply(samples, Outputs, Inputs, x, Inputs, 1, weight, Outputs, 1, z, Outputs, 1, accumulate: false);
        Assert.Equal(before, JitInfo.GetCompiledMethodCount(currentThread: true));
    }

    [Fact]
    public void The_first_descent_within_a_product_after_the_preparation_compiles_nothing()
    {
        Preparation<double>.Run();
        ReadOnlySpan<double> x = new double[64 * 96], dz = new double[64 * 32];
        Span<double> gradients = new double[96 * 32], parameters = new double[96 * 32];
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        MatrixProduct.MultiplyPanels(2, 16, 96, 16, 64, x, 1, 96, dz, 32, 1, gradients, new Descent<double>(parameters, 0.1));
        Assert.Equal(before, JitInfo.GetCompiledMethodCount(currentThread: true));
    }

    [Fact]
    public void The_first_update_after_the_preparation_compiles_nothing_but_the_step_itself()
    {
        Preparation<double>.Run();
        Optimizer adam = new Adam(), sgd = new Sgd();
        Span<double> parameters = new double[100];
        ReadOnlySpan<double> gradients = new double[100];
        var moments = new Moments<double>(new double[200], 100);
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        adam.Update(parameters, gradients, moments);
        sgd.Update(parameters, gradients, moments);
        Assert.Equal(before, JitInfo.GetCompiledMethodCount(currentThread: true));
    }
}
