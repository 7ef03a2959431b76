using BackpropGen.Symbolics.Tests.Derivatives;

namespace BackpropGen.Symbolics.Tests.Stability;

/// <summary>Even functions of a norm are smooth where the vector is 0, and so are their derivatives: no root is left behind.</summary>
public sealed class NormGapTests
{
    private static readonly GeneratedMethods Generated = new("""
        [Differentiable(Derivatives.First | Derivatives.Hessian)]
        public static double Cosine([Shape(3)] ReadOnlySpan<double> r) => Math.Cos(Math.Sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]));

        [Differentiable(Derivatives.First | Derivatives.Hessian)]
        public static double Rotated([Shape(3)] ReadOnlySpan<double> r, [Shape(3)] ReadOnlySpan<double> p, [Shape(3)] ReadOnlySpan<double> w)
        {
            double square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2], angle = Math.Sqrt(square);
            double c = Math.Cos(angle), s = Math.Sin(angle) / angle, k = (1 - c) / square * (r[0] * p[0] + r[1] * p[1] + r[2] * p[2]);
            return w[0] * (p[0] * c + (r[1] * p[2] - r[2] * p[1]) * s + r[0] * k)
                + w[1] * (p[1] * c + (r[2] * p[0] - r[0] * p[2]) * s + r[1] * k)
                + w[2] * (p[2] * c + (r[0] * p[1] - r[1] * p[0]) * s + r[2] * k);
        }
    """);

    private static readonly double[] P = [0.3, -0.7, 1.1], W = [0.9, 0.4, -0.6];

    private delegate double OneHessian(ReadOnlySpan<double> r, Span<double> gradient, Span<double> hessian);

    private delegate double RotatedHessian(ReadOnlySpan<double> r, ReadOnlySpan<double> p, ReadOnlySpan<double> w, Span<double> gradient, Span<double> hessian);

    [Theory]
    [InlineData(0)]
    [InlineData(1e-170)]
    [InlineData(1e-9)]
    [InlineData(1e-4)]
    public void The_Hessian_of_the_cosine_of_a_norm_is_minus_one_at_zero(double size)
    {
        double[] gradient = new double[3], hessian = new double[9];
        Assert.Equal(1, Generated.As<OneHessian>("CosineHessian")([size, -size, 0], gradient, hessian), 1.1 * size * size);
        Assert.Equal([-size, size, 0], gradient, (left, right) => Math.Abs(left - right) <= size * size * size);
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(i % 4 == 0 ? -1 : 0, hessian[i], 2e-16 + (size * size));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-12)]
    [InlineData(1e-8)]
    [InlineData(1e-6)]
    public void Rodrigues_rotation_has_its_gradient_and_Hessian_at_and_beside_no_rotation(double size)
    {
        // R(r) p = p + r × p + ½ r × (r × p) + …
        double[] r = [size, -2 * size, 0.5 * size], gradient = new double[18 - 9], hessian = new double[81];
        Generated.As<RotatedHessian>("RotatedHessian")(r, P, W, gradient, hessian);
        double[] first = Cross(P, W);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(first[i] + SecondOrder(i, r), gradient[i], 2e-15 + (10 * size * size));
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(Second(i, j), hessian[(9 * i) + j], 2e-15 + (10 * size));
            }
        }
    }

    private static double SecondOrder(int i, double[] r) => Enumerable.Range(0, 3).Sum(j => Second(i, j) * r[j]);

    // w · ½ r × (r × p) = ½ ((w · r) (r · p) − (w · p) (r · r)), differentiated twice.
    private static double Second(int i, int j) =>
        (0.5 * ((W[i] * P[j]) + (W[j] * P[i]))) - (i == j ? (W[0] * P[0]) + (W[1] * P[1]) + (W[2] * P[2]) : 0);

    private static double[] Cross(double[] a, double[] b) => [(a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0])];
}
