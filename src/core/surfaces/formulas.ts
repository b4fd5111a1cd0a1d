/**
 * Surfaces and their gradients as text, in the language of `core/formula`: statements over `x`, `y` and the keys of the parameters
 * that assign `loss`, `gx` and `gy`. A test finds the numbers of the rows' code in them to the last bit, and `core/kernel` compiles
 * them. They are no part of the rows since a page shows its first picture without them.
 *
 * Surfaces whose gradient comes from samples have none, and neither has a typed one.
 */
import type { SurfaceId } from './index.ts';

export const surfaceFormulas: Readonly<Partial<Record<SurfaceId, string>>> = {
  rosenbrock: `
    ridge = y - x*x
    loss = (a - x)^2 + b*ridge^2
    gx = -2*(a - x) - 4*b*x*ridge
    gy = 2*b*ridge`,
  beale: `
    p = y - 1
    q = y*y - 1
    r = y*y*y - 1
    a = 1.5 + x*p
    b = 2.25 + x*q
    c = 2.625 + x*r
    loss = a^2 + b^2 + c^2
    gx = 2*(a*p + b*q + c*r)
    gy = 2*x*(a + 2*b*y + 3*c*y*y)`,
  himmelblau: `
    a = x*x + y - 11
    b = x + y*y - 7
    loss = a^2 + b^2
    gx = 4*x*a + 2*b
    gy = 2*a + 4*y*b`,
  booth: `
    a = x + 2*y - 7
    b = 2*x + y - 5
    loss = a^2 + b^2
    gx = 2*a + 4*b
    gy = 4*a + 2*b`,
  matyas: `
    loss = 0.26*(x*x + y*y) - 0.48*x*y
    gx = 0.52*x - 0.48*y
    gy = 0.52*y - 0.48*x`,
  'three-hump-camel': `
    xx = x*x
    loss = xx*(2 - 1.05*xx + xx*xx/6) + x*y + y*y
    gx = x*(4 - 4.2*xx + xx*xx) + y
    gy = x + 2*y`,
  'six-hump-camel': `
    xx = x*x
    yy = y*y
    loss = (4 - 2.1*xx + xx*xx/3)*xx + x*y + (4*yy - 4)*yy
    gx = x*(8 - 8.4*xx + 2*xx*xx) + y
    gy = x + y*(16*y*y - 8)`,
  'goldstein-price': `
    s = x + y
    d = 2*x - 3*y
    ofSum = 1 + (s + 1)^2*(19 - 14*s + 3*s*s)
    ofDifference = 30 + d*d*(18 - 16*d + 3*d*d)
    loss = ofSum*ofDifference
    along = 12*(s + 1)*(s - 1)*(s - 2)*ofDifference
    across = 12*d*(d - 1)*(d - 3)*ofSum
    gx = along + 2*across
    gy = along - 3*across`,
  'styblinski-tang': `
    loss = (x*x*(x*x - 16) + 5*x)/2 + (y*y*(y*y - 16) + 5*y)/2
    gx = x*(2*x*x - 16) + 2.5
    gy = y*(2*y*y - 16) + 2.5`,
  ackley: `
    squares = x*x + y*y
    larger = max(abs(x), abs(y))
    scaled = larger*sqrt(((x/larger)^2 + (y/larger)^2)/2)
    extreme = if(larger == 0, larger, if(larger > 1.7976931348623157e308, larger, scaled))
    r = if(squares > 1e-280, if(squares <= 1.7976931348623157e308, sqrt(squares/2), extreme), extreme)
    ripples = -sin(pi*x)^2 - sin(pi*y)^2
    loss = -20*expm1(-0.2*r) - e*expm1(ripples)
    funnel = 2*exp(-0.2*r)
    ripple = pi*exp(1 + ripples)
    gx = funnel*if(r > 0, x/r, 0) + ripple*sin(2*pi*x)
    gy = funnel*if(r > 0, y/r, 0) + ripple*sin(2*pi*y)`,
  rastrigin: `
    loss = (x*x + 20*sin(pi*x)^2) + (y*y + 20*sin(pi*y)^2)
    gx = 2*x + 20*pi*sin(2*pi*x)
    gy = 2*y + 20*pi*sin(2*pi*y)`,
  griewank: `
    b = y/sqrt(2)
    loss = (x*x + y*y)/4000 + sin((x + b)/2)^2 + sin((x - b)/2)^2
    gx = x/2000 + sin(x)*cos(b)
    gy = y/2000 + cos(x)*sin(b)/sqrt(2)`,
  levy: `
    u = 1 + sin(3*pi*y)^2
    v = 1 + sin(2*pi*y)^2
    loss = sin(3*pi*x)^2 + (x - 1)^2*u + (y - 1)^2*v
    gx = 3*pi*sin(6*pi*x) + 2*(x - 1)*u
    gy = 3*pi*(x - 1)^2*sin(6*pi*y) + 2*(y - 1)*v + 2*pi*(y - 1)^2*sin(4*pi*y)`,
  easom: `
    ofX = exp(-(x - pi)^2)
    ofY = exp(-(y - pi)^2)
    p = cos(x)*ofX
    q = cos(y)*ofY
    loss = -p*q
    gx = (sin(x) + 2*(x - pi)*cos(x))*ofX*q
    gy = p*((sin(y) + 2*(y - pi)*cos(y))*ofY)`,
  mccormick: `
    wave = cos(x + y)
    loss = sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1
    gx = wave + 2*(x - y) - 1.5
    gy = wave - 2*(x - y) + 2.5`,
  quadratic: `
    c = cos(angle*pi/180)
    s = sin(angle*pi/180)
    xx = c*c + condition*s*s
    xy = (1 - condition)*c*s
    yy = s*s + condition*c*c
    u = x*c + y*s
    v = y*c - x*s
    loss = 0.5*(u*u + condition*v*v)
    gx = xx*x + xy*y
    gy = xy*x + yy*y`,
  saddle: `
    loss = x*x - y*y
    gx = 2*x
    gy = -2*y`,
  'monkey-saddle': `
    loss = x*(x*x - 3*y*y)
    gx = 3*(x*x - y*y)
    gy = -6*x*y`,
  valley: `
    loss = abs(x) + kappa*abs(y)
    gx = sign(x)
    gy = kappa*sign(y)`,
  factorisation: `
    product = x*y - 1
    loss = product^2
    gx = 2*product*y
    gy = 2*product*x`,
};
